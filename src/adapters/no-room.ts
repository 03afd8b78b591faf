import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';

/** Whether the system, or a program in its words, says that a disk or a quota is full. */
export function saysFull(said: unknown): boolean {
  return typeof said === 'string'
    ? /no space left on device|quota exceeded/i.test(said)
    : ['ENOSPC', 'EDQUOT'].includes(errorCode(said) ?? '');
}

/** A file of this machine for which there is no room: none of a store, though it may be a copy of one. */
export function noRoom(path: string, cause?: unknown): Failure {
  return new Failure({
    code: 'disk-full',
    message: `cannot write ${path}: the disk of this machine is full there`,
    hint: 'Make room there, or set TMPDIR to another directory for temporary files. All backups are as they were.',
    cause,
  });
}
