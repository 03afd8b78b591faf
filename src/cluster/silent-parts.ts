import type { HostSurvey } from '../model/host-survey.ts';
import type { JsonObject } from '../model/json.ts';
import { objectAt, textAt } from '../model/json-path.ts';

/**
 * What does not answer on a controller that runs, a sentence each: k0s itself is well also where its API
 * server and its etcd are not, and another controller may answer for the cluster.
 * @param document the configuration of k0sctl
 */
export function silentParts({ host, state }: HostSurvey, document: JsonObject): readonly string[] {
  if (host.reset || state.type !== 'seen' || state.cluster === null) return [];
  const { uid, etcdMembers } = state.cluster;
  return [
    ...(uid === null
      ? [
          `the API server of ${host.name} does not answer. Look there: k0s kubectl get --raw=/readyz`,
        ]
      : []),
    ...(etcdMembers === null && hasEtcd(host.role, document)
      ? [`etcd does not answer on ${host.name}. Look there: k0s etcd member-list`]
      : []),
  ];
}

/** A single node has kine unless told otherwise; of an etcd elsewhere k0s lists no members. */
function hasEtcd(role: string, document: JsonObject): boolean {
  const storage = objectAt(document, 'spec', 'k0s', 'config', 'spec', 'storage');
  if (Object.keys(objectAt(storage, 'etcd', 'externalCluster')).length > 0) return false;
  const type = textAt(storage, 'type');
  return type === '' ? role !== 'single' : type === 'etcd';
}
