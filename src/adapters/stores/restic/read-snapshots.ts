import { Failure } from '../../../model/failure.ts';
import { list, record, text, textList } from '../../narrow.ts';
import { isStoredName } from '../stored-name.ts';

/** What one `add` stored. */
export interface BackupSnapshot {
  readonly id: string;
  readonly backup: string;
  /** When it was taken, in milliseconds since 1970; null where that is not known. */
  readonly time: number | null;
  /** Sizes in bytes, by name. */
  readonly files: ReadonlyMap<string, number>;
}

/** The tag that all snapshots of backups have. */
export const OUR_TAG = 'kubernixos';

/** The tags of a snapshot, which say all that a list needs, so that it is one request. */
export function tagsOf({
  backup,
  files,
}: Pick<BackupSnapshot, 'backup' | 'files'>): readonly string[] {
  return [
    OUR_TAG,
    `backup=${backup}`,
    ...[...files].map(([name, size]) => `file=${name}=${String(size)}`),
  ];
}

/** Reads what `restic snapshots --json` prints: the oldest first; those of others are left out. */
export function readSnapshots(printed: string, place: string): readonly BackupSnapshot[] {
  return list(parse(printed, place))
    .map(record)
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .map(({ id, time, tags }) => ({
      time: timeIn(time),
      ...readSnapshot(text(id), textList(tags)),
    }))
    .filter(({ id, backup, files }) => id !== '' && isStoredName(backup) && files.size > 0);
}

function parse(printed: string, place: string): unknown {
  try {
    return JSON.parse(printed);
  } catch (cause) {
    throw new Failure({
      code: 'store-failed',
      message: `${place}: restic snapshots printed no JSON`,
      hint: 'Use restic 0.14 or later. Nothing was changed.',
      cause,
    });
  }
}

function orderOf({ time, id }: Readonly<Record<string, unknown>>): string {
  return `${String(Date.parse(text(time))).padStart(16, '0')} ${text(id)}`;
}

function timeIn(value: unknown): number | null {
  const time = Date.parse(text(value));
  return Number.isNaN(time) ? null : time;
}

function readSnapshot(id: string, tags: readonly string[]): Omit<BackupSnapshot, 'time'> {
  const backup = tags.find((tag) => tag.startsWith('backup='))?.slice('backup='.length) ?? '';
  const files = tags.flatMap((tag): readonly [string, number][] => {
    const [, name = '', size = ''] = /^file=([^=]+)=(\d+)$/.exec(tag) ?? [];
    return isStoredName(name) ? [[name, Number(size)]] : [];
  });
  return { id, backup, files: new Map(files) };
}
