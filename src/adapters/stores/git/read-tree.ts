import { Failure } from '../../../model/failure.ts';
import { MARKER } from '../marker.ts';
import { isStoredName } from '../stored-name.ts';

/** A file in the tree of a commit. */
export interface TreeEntry {
  readonly mode: string;
  /** The id of its content. */
  readonly id: string;
  /** Within the store. */
  readonly path: string;
}

/** What a commit holds of the store. */
export interface StoreTree {
  /** The id of the marker's content; null where there is no store. */
  readonly marker: string | null;
  /** Everything, sorted by path. */
  readonly entries: readonly TreeEntry[];
}

/** Reads what `git ls-tree -r -z` prints of the store's directory. */
export function readTree(listed: string, directory: string): StoreTree {
  const prefix = directory === '' ? '' : `${directory}/`;
  const entries = listed.split('\0').flatMap((line): readonly TreeEntry[] => {
    const [, mode = '', id = '', path = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return path === ''
      ? []
      : [{ mode, id, path: path.startsWith(prefix) ? path.slice(prefix.length) : path }];
  });
  return { marker: entries.find(({ path }) => path === MARKER)?.id ?? null, entries };
}

/** The files of the backups in it, by `BACKUP/FILE`. What cannot be a file of a backup in its place is a `Failure`. */
export function filesOfBackups({ entries }: StoreTree, place: string): ReadonlyMap<string, string> {
  const inBackups = entries.filter(({ path }) => {
    const [backup = '', file = ''] = path.split('/');
    return path.includes('/') && isStoredName(backup) && isStoredName(file);
  });
  const strange = inBackups.find(
    ({ mode, path }) => !mode.startsWith('100') || path.split('/').length !== 2,
  );
  if (strange !== undefined) throw strangeEntry(place, strange.path);
  return new Map(inBackups.map(({ path, id }) => [path, id]));
}

/** Everything below a backup, also what is hidden in it. */
export function pathsBelow({ entries }: StoreTree, backup: string): readonly string[] {
  return entries.map(({ path }) => path).filter((path) => path.startsWith(`${backup}/`));
}

/** Where the size of a large file is written, so that nobody has to fetch it for that. */
export function sizePath(path: string): string {
  const [backup = '', file = ''] = path.split('/');
  return `${backup}/.${file}.size`;
}

/** A path that tells when files were added to a backup: the history, which tells it too, is not fetched. */
export function additionPath(backup: string, milliseconds: number): string {
  return `${backup}/.added-${String(milliseconds)}`;
}

/** When the newest files of a backup were added, in milliseconds since 1970; null where nothing tells. */
export function lastAdded(tree: StoreTree, backup: string): number | null {
  const times = pathsBelow(tree, backup).flatMap((path) => {
    const digits = /^\.added-(\d{1,15})$/.exec(path.slice(backup.length + 1))?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
  return times.length === 0 ? null : Math.max(...times);
}

function strangeEntry(place: string, path: string): Failure {
  return new Failure({
    code: 'store-damaged',
    message: `${place}: ${path} is no plain file of a backup`,
    hint: 'See in the history who put it there, and remove it. Nothing was changed.',
  });
}
