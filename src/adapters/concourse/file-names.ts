import type { ConcourseSettings } from '../../model/concourse-backups.ts';

/** What its encrypted files end in. */
const ENCRYPTED = '.b64';

/** The link to the newest backup. */
export function latestName({ prefix }: Pick<ConcourseSettings, 'prefix'>): string {
  return `${prefix}_latest`;
}

/** Whether a file is a backup, by its name. */
export function isBackupName(
  name: string,
  { prefix, suffix }: Pick<ConcourseSettings, 'prefix' | 'suffix'>,
): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix + ENCRYPTED);
}

/** When a backup was taken: k0sctl names archives by the seconds since 1970. */
export function timeOfBackup(name: string): string | null {
  const seconds = /_(\d{9,11})\D/.exec(name)?.[1];
  if (seconds === undefined) return null;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}
