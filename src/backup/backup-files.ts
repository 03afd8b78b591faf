import { isTime, nameParts } from './backup-name.ts';

/** A file of a backup in its store, by its name. */
export type BackupFile =
  | { readonly type: 'archive'; readonly encryption: 'age' | 'gpg' }
  | { readonly type: 'manifest' | 'signature' }
  /** What a drill found, and the signature of that. */
  | { readonly type: 'drill' | 'drillSignature'; readonly time: string };

/** The name of a file of a backup. */
export function backupFileName(backup: string, file: BackupFile): string {
  switch (file.type) {
    case 'archive':
      return `${backup}.tar.gz.${file.encryption}`;
    case 'manifest':
      return `${backup}.manifest.json`;
    case 'signature':
      return `${backup}.manifest.sig`;
    case 'drill':
      return `${backup}.drill-${compact(file.time)}.json`;
    case 'drillSignature':
      return `${backup}.drill-${compact(file.time)}.sig`;
  }
}

/** What a file of a backup is; null where it is none of them. */
export function readBackupFile(backup: string, name: string): BackupFile | null {
  return candidates(name).find((file) => backupFileName(backup, file) === name) ?? null;
}

function candidates(name: string): readonly BackupFile[] {
  const time = nameParts(/\.(drill)-(.*)\.\w+$/.exec(name)?.slice(1).join('_') ?? '')?.time;
  const drills = time === undefined ? [] : DRILL_TYPES.map((type) => ({ type, time }));
  return [...ENCRYPTED, { type: 'manifest' }, { type: 'signature' }, ...drills];
}

const ENCRYPTED = [
  { type: 'archive', encryption: 'age' },
  { type: 'archive', encryption: 'gpg' },
] as const;

const DRILL_TYPES = ['drill', 'drillSignature'] as const;

function compact(time: string): string {
  if (!isTime(time)) throw new Error(`${time} is no time of a drill`);
  return time.replaceAll(/[-:]/g, '');
}
