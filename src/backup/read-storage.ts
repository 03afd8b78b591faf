import type { BackupStorage } from '../model/backup-manifest.ts';
import { fieldOf, isJsonObject, type Json } from '../model/json.ts';
import { parseConfig } from './read-config.ts';

/** Where a configuration of k0s says that the state of the cluster is kept. */
export type DeclaredStorage =
  | { readonly type: BackupStorage | 'unsaid' }
  | { readonly type: 'external'; readonly place: string }
  | { readonly type: 'unreadable'; readonly reason: string };

/** Reads `spec.storage` of the text of a k0s.yaml. https://docs.k0sproject.io/stable/configuration */
export function readStorage(config: string): DeclaredStorage {
  const root = parseConfig(config);
  if (typeof root === 'string') return { type: 'unreadable', reason: root };
  const storage = below(below(root, 'spec'), 'storage');
  switch (below(storage, 'type')) {
    case null:
      return { type: 'unsaid' };
    case 'etcd':
      return below(below(storage, 'etcd'), 'externalCluster') === null
        ? { type: 'etcd' }
        : { type: 'external', place: 'another etcd' };
    case 'kine':
      return kineStorage(below(below(storage, 'kine'), 'dataSource'));
    default:
      return { type: 'unreadable', reason: 'its spec.storage.type is neither etcd nor kine' };
  }
}

/** The source may hold a password, so that only its kind is told. */
function kineStorage(source: Json): DeclaredStorage {
  if (source === null) return { type: 'sqlite' };
  const scheme = typeof source === 'string' ? source.split(':')[0] : undefined;
  return scheme === 'sqlite'
    ? { type: 'sqlite' }
    : { type: 'external', place: `a database of ${scheme ?? 'an unknown kind'}` };
}

function below(value: Json, name: string): Json {
  return isJsonObject(value) ? (fieldOf(value, name) ?? null) : null;
}
