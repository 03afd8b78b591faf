import { Failure } from '../model/failure.ts';

/** What tells backups of a cluster from one another. */
export interface NamedBackup {
  readonly prefix: string;
  readonly cluster: string;
  /** In UTC, whole seconds, such as `2026-03-01T12:00:00Z`. */
  readonly time: string;
}

const LONGEST = 200;

/** Begins and ends with a letter or digit, so that no shell or program takes it for anything else. */
const WORD = /^[A-Za-z0-9](?:[-A-Za-z0-9._]*[A-Za-z0-9])?$/;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const NAME = /^(.+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * The name of a backup, such as `k0s_backup_shop_20260301T120000Z`, which is also one of a file. Throws
 * a `Failure` where it would not be.
 */
export function backupName({ prefix, cluster, time }: NamedBackup): string {
  const stem = `${prefix}_${cluster}`;
  if (!WORD.test(stem) || stem.length > LONGEST) throw unfit(stem);
  if (!isTime(time)) throw new Error(`${time} is no time of a backup`);
  return `${stem}_${time.replaceAll(/[-:]/g, '')}`;
}

/** The parts of a name; null for what is no name of a backup. The prefix may hold underscores, too. */
export function nameParts(name: string): { readonly stem: string; readonly time: string } | null {
  const [, stem = '', ...numbers] = NAME.exec(name) ?? [];
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = numbers;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return WORD.test(stem) && stem.length <= LONGEST && isTime(time) ? { stem, time } : null;
}

/** Whether a name is that of a backup of this cluster. */
export function isBackupOf(
  name: string,
  { prefix, cluster }: Pick<NamedBackup, 'prefix' | 'cluster'>,
): boolean {
  return nameParts(name)?.stem === `${prefix}_${cluster}`;
}

/** Whether a text is a time of that form, and one that a calendar has. */
export function isTime(text: string): boolean {
  const milliseconds = TIME.test(text) ? Date.parse(text) : NaN;
  return (
    !Number.isNaN(milliseconds) &&
    new Date(milliseconds).toISOString() === text.replace('Z', '.000Z')
  );
}

/** A moment as names and manifests have it; the rest of a second is left out. */
export function toTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function unfit(stem: string): Failure {
  return new Failure({
    code: 'backup-name-unfit',
    message: `a backup cannot be named ${stem}_…`,
    hint: `The prefix and the name of the cluster may hold letters, digits, dashes, underscores and dots, and ${String(LONGEST)} of them. Set kubernixos.cluster.backup.prefix.`,
  });
}
