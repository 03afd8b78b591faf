import { Failure } from '../../../model/failure.ts';
import { withoutCredentials } from './check-uri.ts';

export function gitMissing(): Failure {
  return new Failure({
    code: 'git-missing',
    message: 'backups are kept in a git repository, and there is no git on PATH',
    hint: 'Install git. Nothing was changed.',
  });
}

export function gitLate(place: string, verb: string | undefined, milliseconds: number): Failure {
  return new Failure({
    code: 'store-unreachable',
    message: `${place}: git ${verb ?? ''} has not ended within ${String(milliseconds / 1000)} s`,
    hint: 'See whether the server can be reached, and try again.',
  });
}

export function gitFailed(place: string, verb: string | undefined, stderr: string): Failure {
  if (tellsDamage(stderr)) return damaged(place, stderr);
  return new Failure({
    code: 'git-failed',
    message: `${place}: git ${verb ?? ''} failed: ${gitReason(stderr)}`,
    hint: 'See what git says, and the room in the directory for temporary files. All backups are as they were.',
  });
}

/** Whether the repository has something that it cannot read. */
export function tellsDamage(stderr: string): boolean {
  return /\bcorrupt/.test(stderr);
}

/** As `corrupt loose object 'ID'`, and `packed object ID (stored in FILE) is corrupt`. */
const CORRUPT = /(?=.*\bcorrupt\b).*\bobject '?([0-9a-f]{40,64})\b/;

/** What a server says may be cut off, so that the id is not always known. */
function damaged(place: string, stderr: string): Failure {
  const id = CORRUPT.exec(stderr)?.[1];
  const object = id === undefined ? 'an object' : `the object ${id}`;
  return new Failure({
    code: 'store-damaged',
    message: `${place}: ${object} in the repository is damaged: ${gitReason(stderr)}`,
    hint: 'Put it back from a copy of the repository; `git fsck` there says more. Where the server does not filter, all backups come with each other, and none can be read or added until then: with `git config uploadpack.allowFilter true` there, only that of the object is lost. Nothing was changed.',
  });
}

export function unreachable(place: string, stderr: string): Failure {
  return new Failure({
    code: 'store-unreachable',
    message: `${place} cannot be read: ${gitReason(stderr)}`,
    hint: 'See that `git ls-remote` can read it as this user, without a question. Nothing was changed.',
  });
}

export function pushFailed(place: string, stderr: string): Failure {
  const isFull = /no space left on device|quota exceeded/i.test(stderr);
  return new Failure({
    code: isFull ? 'store-full' : 'store-failed',
    message: `${place} does not take the commit: ${isFull ? 'it is full' : gitReason(stderr)}`,
    hint: isFull
      ? 'Make room where the repository is. All backups are as they were.'
      : 'See that this user may push to the branch. All backups are as they were.',
  });
}

export function pushUncertain(place: string, stderr: string, cause: unknown): Failure {
  return new Failure({
    code: 'store-uncertain',
    message: `${place} went away while the commit was pushed: ${gitReason(stderr)}`,
    hint: 'The commit is there as a whole, or not at all: see kubernixos cluster backups list.',
    cause,
  });
}

export function othersFirst(place: string, tries: number): Failure {
  return new Failure({
    code: 'store-busy',
    message: `${place}: others pushed first, ${String(tries)} times`,
    hint: 'Try again when they are done. All backups are as they were.',
  });
}

/** The lines that say why, in one; all it said where none looks so. */
export function gitReason(stderr: string): string {
  const lines = withoutCredentials(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.filter((line) => TELLING.test(line));
  return (telling.length > 0 ? telling : lines).slice(0, 4).join('; ') || 'it does not say why';
}

/** Of git and servers, and of ssh: what it says of keys, without its advice to forget them. */
const TELLING =
  /^(?:fatal|error|remote|ssh):|^!|\bpermission denied\b|^host key verification failed/i;
