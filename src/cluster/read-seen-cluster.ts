import type { EtcdMember, SeenCluster, SeenNode } from '../model/host-survey.ts';
import { objectAt } from '../model/json-path.ts';
import type { Answer } from './read-answers.ts';
import { jsonObject } from './read-status.ts';

/** What a running controller told of its cluster. */
export function readSeenCluster(answers: ReadonlyMap<string, Answer>): SeenCluster {
  return {
    uid: readUid(answered(answers, 'uid')),
    etcdMembers: readMembers(answered(answers, 'etcd')),
    nodes: readNodes(answered(answers, 'nodes')),
  };
}

/** What was said to a question; null where that failed. */
function answered(answers: ReadonlyMap<string, Answer>, key: string): string | null {
  const answer = answers.get(key);
  return answer?.exitCode === 0 ? answer.text : null;
}

function readUid(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}

/** `{"members":{"NAME":"https://ADDRESS:2380"}}`; kine, which has no members, is an error to k0s. */
function readMembers(text: string | null): readonly EtcdMember[] | null {
  const list = text === null ? null : jsonObject(text);
  if (list === null) return null;
  return Object.entries(objectAt(list, 'members'))
    .map(([name, url]) => ({ name, peerUrl: typeof url === 'string' ? url : '' }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readNodes(text: string | null): readonly SeenNode[] | null {
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.split('\t'));
  return lines
    .flatMap(([name = '', ready, version]) =>
      ready === undefined ? [] : [{ name, isReady: ready === 'True', version: version ?? '' }],
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
