import type { LiveObject } from '../main/live.ts';

/**
 * What a run claimed to have done and the cluster, looked at right after it, does not bear out. An
 * object that was pruned may still be there while it is being deleted.
 */
export function falseClaims(
  said: string,
  live: ReadonlyMap<string, LiveObject>,
): readonly string[] {
  const checksum = /^release ([0-9a-f]{12}):/m.exec(said)?.[1];
  if (checksum === undefined) return [];
  const hasLabel = ({ metadata }: LiveObject) =>
    metadata.labels?.['kubernixos']?.startsWith(checksum) === true;
  const labelled = new Set(
    [...live].filter(([, object]) => hasLabel(object)).map(([name]) => name),
  );
  const short = new Set([...labelled].map(shortName));
  return [
    ...namesAfter('created|configured|applied', said).filter((name) => !labelled.has(name)),
    ...namesAfter('pruned', said).filter((name) => isStillThere(live.get(name))),
    ...[...said.matchAll(/^applied before the interruption: (\S+) /gm)]
      .map(([, name = '']) => name.replace(/^([a-z]+)\.[^/]*/, '$1'))
      .filter((name) => !short.has(name)),
  ];
}

/** `created     Role.rbac.authorization.k8s.io shop/reader` → `Role shop/reader`. */
function namesAfter(words: string, said: string): readonly string[] {
  const lines = said.matchAll(new RegExp(`^(?:${words}) {2,}(\\w+)\\S* (\\S+?):?(?: .*)?$`, 'gm'));
  return [...lines].map(([, kind = '', name = '']) => `${kind} ${name}`);
}

/** `Role shop/reader` → `role/reader`. */
function shortName(name: string): string {
  const [kind = '', place = ''] = name.split(' ');
  return `${kind.toLowerCase()}/${place.split('/').at(-1) ?? ''}`;
}

function isStillThere(object: LiveObject | undefined): boolean {
  return object !== undefined && object.metadata.deletionTimestamp === undefined;
}
