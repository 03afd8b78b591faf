import type { BackupManifest } from '../model/backup-manifest.ts';
import type { Cluster } from '../model/cluster.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, textAt } from '../model/json-path.ts';
import { compareK0sVersions, showK0sVersion } from '../model/k0s-version.ts';

/** In what a backup differs from the cluster that it is to be restored as: sentences. */
export function compareCluster(
  { k0sVersion, server, storage }: Pick<BackupManifest, 'k0sVersion' | 'server' | 'storage'>,
  { document, server: declaredServer }: Pick<Cluster, 'document' | 'server'>,
): readonly string[] {
  return [
    ...versionDifference(k0sVersion, textAt(document, 'spec', 'k0s', 'version')),
    ...(server !== null && server !== declaredServer
      ? [
          `the backup is of a cluster at ${server}, and ${declaredServer ?? 'no address'} is declared: nodes and kubeconfigs of that time look for it there`,
        ]
      : []),
    ...storageDifference(storage, document),
  ];
}

function versionDifference(found: string | null, declared: string): readonly string[] {
  if (found === null) return ['the version of k0s that the backup was taken by is not known'];
  const order = compareK0sVersions(found, declared);
  if (order === 0) return [];
  const both = `the backup was taken by k0s ${showK0sVersion(found)}, and ${showK0sVersion(declared)} is declared`;
  return [order > 0 ? `${both}, which is older and may not understand it` : both];
}

/** k0s keeps the state of a single node in SQLite, and of any other in etcd, unless it is told. */
function storageDifference(found: string, document: JsonObject): readonly string[] {
  const declared = textAt(document, 'spec', 'k0s', 'config', 'spec', 'storage', 'type');
  const unsaid = hasSingle(document) ? 'kine' : 'etcd';
  const wanted = (declared || unsaid) === 'kine' ? 'sqlite' : 'etcd';
  if (found === wanted) return [];
  const is = declared === '' && wanted === 'sqlite' ? 'is what a single node has' : 'is declared';
  return [`the backup is of a cluster that keeps its state in ${found}, and ${wanted} ${is}`];
}

function hasSingle(document: JsonObject): boolean {
  return listAt(document, 'spec', 'hosts').some(
    (host) => isJsonObject(host) && textAt(host, 'role') === 'single',
  );
}
