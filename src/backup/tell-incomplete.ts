import type { BackupRecord, VerifiedBackup } from '../model/backup-record.ts';
import { whyNot } from '../model/why-not.ts';
import { nameParts } from './backup-name.ts';

/**
 * What to tell of backups that never got a manifest: of those that are newer than one that counts, since
 * nobody should go further back unawares, and of older ones that have a signature, and may have counted.
 * @param counted the backup to compare with; undefined where none counts
 */
export function tellIncomplete(
  records: readonly BackupRecord[],
  counted: VerifiedBackup | undefined,
): { readonly newer: readonly string[]; readonly signed: readonly string[] } {
  const incomplete = records.filter(({ state }) => state.type === 'incomplete');
  const time = counted?.state.manifest.time ?? '';
  const isNewer = ({ name }: BackupRecord) => (nameParts(name)?.time ?? '') > time;
  return {
    newer: incomplete.filter(isNewer).map((record) => `the newer backup ${sentence(record)}`),
    signed: incomplete
      .filter((record) => !isNewer(record) && isSigned(record))
      .map((record) => `the backup ${sentence(record)}`),
  };
}

function sentence({ name, state }: BackupRecord): string {
  return `${name} does not count: ${whyNot(state)}`;
}

function isSigned({ state }: BackupRecord): boolean {
  return state.type === 'incomplete' && state.isSigned;
}
