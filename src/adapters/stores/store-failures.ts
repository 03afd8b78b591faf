import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { saysFull } from '../no-room.ts';

/** No store where one should be; the reason follows the place. */
export function noStore(place: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'store-missing',
    message: `${place} ${reason}`,
    hint: 'See that it is mounted and that this user can read it. A new store is made by kubernixos cluster init. Nothing was changed.',
    cause,
  });
}

/** Something else is where the store would be made. */
export function foreignPlace(place: string, found: string): Failure {
  return new Failure({
    code: 'store-foreign',
    message: `${place} is no store of backups, and not empty: it holds ${found}`,
    hint: 'Choose another place for the store, such as a new directory in it. Nothing was changed.',
  });
}

/** Files of a backup never change. */
export function fileIsThere(place: string, backup: string, file: string): Failure {
  return new Failure({
    code: 'backup-file-exists',
    message: `${place}: the backup ${backup} has a file ${file} already, and it stays as it is`,
    hint: 'Take another name. None of the new files is in the store.',
  });
}

/** Files that belong to a backup are nothing without it. */
export function noSuchBackup(place: string, backup: string, files: readonly string[]): Failure {
  return new Failure({
    code: 'backup-gone',
    message: `${place}: the backup ${backup} is not there any more, and so ${files.join(', ')} is not stored`,
    hint: 'Another run has removed it. See what there is: kubernixos cluster backups list',
  });
}

export function noSuchFile(place: string, backup: string, file: string): Failure {
  return new Failure({
    code: 'backup-file-missing',
    message: `${place}: there is no file ${file} in a backup ${backup}`,
    hint: 'See what there is: kubernixos cluster backups list',
  });
}

/** What came of the store is shorter than the store says. */
export function cutShort(place: string, file: string, got: number, size: number): Failure {
  return new Failure({
    code: 'backup-file-cut-short',
    message: `${place}: ${file} ended after ${String(got)} of ${String(size)} bytes`,
    hint: 'Try it again, and see what the storage says. The store is as it was.',
  });
}

/** Anything that the storage says, as it is understood here; what is explained already stays as it is. */
export function storeFailure(place: string, action: string, cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const isFull = saysFull(cause);
  return new Failure({
    code: isFull ? 'store-full' : 'store-failed',
    message: `${place}: cannot ${action}: ${isFull ? 'it is full' : reasonOf(cause)}`,
    hint: isFull
      ? 'Make room: kubernixos cluster backups prune removes what retention does not keep. All backups are as they were.'
      : 'Let the user who runs this read and write it. All backups are as they were.',
    cause,
  });
}
