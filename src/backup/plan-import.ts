import type { BackupRecord } from '../model/backup-record.ts';
import { backupName, type NamedBackup } from './backup-name.ts';
import { nextName } from './next-name.ts';
import { verifiedBackups } from './verified-backups.ts';

/** What is to be done with a backup that another program took. */
export type ImportPlan =
  /** It counts already, under this name. */
  | { readonly type: 'there'; readonly name: string }
  /** Something by its name is not to be trusted. */
  | { readonly type: 'refused'; readonly name: string; readonly reason: string }
  | {
      readonly type: 'store';
      readonly name: string;
      /** What an interrupted run left by its name; null where there is none. */
      readonly leftover: string | null;
    };

/**
 * Decides by what manifests say of their origin, since a copy with other keys has another name. What an
 * interrupted run left stays as it is, and gets no manifest: who opens it is not known, and another run
 * may be at it.
 * @param taken names that are no more free
 */
export function planImport(
  records: readonly BackupRecord[],
  origin: NamedBackup,
  taken: ReadonlySet<string>,
): ImportPlan {
  const there = verifiedBackups(records).find(({ state: { manifest } }) => {
    const isImported = manifest.clusterUid === null && manifest.k0sVersion === null;
    return isImported && manifest.time === origin.time;
  });
  if (there !== undefined) return { type: 'there', name: there.name };
  const name = backupName(origin);
  const state = records.find((record) => record.name === name)?.state;
  if (state?.type === 'refused') return { type: 'refused', name, reason: state.reason };
  return {
    type: 'store',
    name: taken.has(name) ? nextName(name, taken) : name,
    leftover: state?.type === 'incomplete' ? name : null,
  };
}
