import { showAge } from '../model/show-age.ts';
import { count } from './count.ts';
import type { BackupHealth } from '../model/backup-health.ts';
import { printableLine } from './printable.ts';

/** What the status of a cluster says of its backups, a row each. */
export function backupHealthRows({
  count: number,
  newest,
  drill,
  notes,
}: BackupHealth): readonly (readonly string[])[] {
  return [
    [
      'backup',
      newest === null
        ? 'none'
        : `${newest.name}, ${showAge(newest.age)} old (${count(number, 'verified backup')})`,
    ],
    [
      'drill',
      drill === null
        ? 'never'
        : `${drill.ok ? 'good' : 'failed'}, ${showAge(drill.age)} ago, with ${drill.backup}`,
    ],
    ...notes.map((note) => ['note', printableLine(note)]),
  ];
}
