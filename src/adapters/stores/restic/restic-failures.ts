import { Failure } from '../../../model/failure.ts';
import { noStore } from '../store-failures.ts';

export function resticMissing(): Failure {
  return new Failure({
    code: 'restic-missing',
    message: 'backups are kept by restic, and there is no restic on PATH',
    hint: 'Install restic. Nothing was changed.',
  });
}

export function resticLate(place: string, verb: string | undefined, milliseconds: number): Failure {
  return new Failure({
    code: 'store-unreachable',
    message: `${place}: restic ${verb ?? ''} has not ended within ${String(milliseconds / 1000)} s`,
    hint: 'See whether the repository can be reached, and try again.',
  });
}

/** What restic says, as it is understood here; the words are those of restic 0.14 and later. */
export function resticFailure(place: string, verb: string | undefined, stderr: string): Failure {
  const reason = resticReason(stderr);
  if (/wrong password or no key found/.test(stderr)) return wrongPassword(place);
  if (/no space left on device|quota exceeded/i.test(stderr)) return full(place);
  if (isLocked(stderr)) return locked(place, reason);
  if (/unable to open config file/.test(stderr))
    return isAbsent(stderr) ? noStore(place, 'is no repository of restic') : closed(place, reason);
  return new Failure({
    code: 'store-failed',
    message: `${place}: restic ${verb ?? ''} failed: ${reason}`,
    hint: 'See what `restic check` says of the repository.',
  });
}

/** The file of a snapshot names its backup, and so nobody knows of which one it is. */
export function snapshotsUnreadable(
  place: string,
  ids: readonly string[],
  stderr: string,
): Failure {
  const names = ids.map((id) => `snapshots/${id}`).join(', ');
  return new Failure({
    code: 'store-damaged',
    message: `${place}: ${names} cannot be read, and may be of a backup: ${resticReason(stderr)}`,
    hint: 'Put the file back from a copy of the repository; `restic check` says more. Nothing was removed, and cluster backup still stores new backups. Where there is no copy, move the file away: its backup is lost, and all others are read again.',
  });
}

/** Whether others use the repository in a way that keeps us out. */
export function isLocked(stderr: string): boolean {
  return /unable to create lock|already locked/.test(stderr);
}

/** Whether the server answered that there is nothing, as a directory, sftp, S3 or a server of restic says it. */
function isAbsent(stderr: string): boolean {
  return /no such file|file does not exist|<config\/> does not exist|key does not exist|NoSuchKey/i.test(
    stderr,
  );
}

/** What is told of a failure, in one line, without the advice that restic adds. */
export function resticReason(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^Fatal: /, '').trim())
    .filter((line) => line !== '' && !/^(?:Is there a repository|the `unlock` command)/.test(line));
  const telling = lines.filter((line) => !/retrying after/.test(line));
  return (telling.length > 0 ? telling : lines).slice(0, 3).join('; ') || 'it does not say why';
}

function wrongPassword(place: string): Failure {
  return new Failure({
    code: 'store-password',
    message: `${place}: the password does not open the repository`,
    hint: 'Give the one that it was made with. Nothing was changed.',
  });
}

function full(place: string): Failure {
  return new Failure({
    code: 'store-full',
    message: `${place} is full`,
    hint: 'Make room where the repository is. All backups are as they were.',
  });
}

function closed(place: string, reason: string): Failure {
  return new Failure({
    code: 'store-unreachable',
    message: `${place} cannot be read: ${reason}`,
    hint: 'See that `restic snapshots` can read it as this user. Nothing was changed.',
  });
}

function locked(place: string, reason: string): Failure {
  return new Failure({
    code: 'store-busy',
    message: `${place}: others use the repository: ${reason}`,
    hint: 'Wait for their end. Where there is none, since their machine is gone: restic unlock --remove-all',
  });
}
