import { basename } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';

/** Of a file that the keys at hand do not open. */
export function notForUs(file: string, reason: string): Failure {
  return new Failure({
    code: 'backup-not-for-us',
    message: `${basename(file)} is not encrypted to the key at hand: ${reason}`,
    hint: 'Give the private key of one of those that it was encrypted to: see kubernixos.cluster.backup.',
  });
}

/** Of a file that was changed, cut off or added to, or was never encrypted. */
export function encryptedDamaged(file: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'backup-damaged',
    message: `${basename(file)} is damaged: ${reason}`,
    hint: 'Nothing of it was used. Use another copy of it, or another backup.',
    cause,
  });
}

/** Of a file that could not be encrypted or opened, for a reason that lies with this machine. */
export function vaultFailed(action: string, file: string, cause: unknown): Failure {
  return new Failure({
    code: 'vault-failed',
    message: `${basename(file)} cannot be ${action}: ${reasonOf(cause)}`,
    hint: 'What it was to become is gone; the file itself is as it was.',
    cause,
  });
}
