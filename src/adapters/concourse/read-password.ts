import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { checkDecrypted, signerOf } from '../vaults/gpg-status.ts';
import { runGpg } from '../vaults/run-gpg.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const FILE = 'secret.gpg';

/** The password that backups are encrypted with. */
export interface ConcoursePassword {
  readonly password: string;
  /** The fingerprint of the key that signed it; null where none did. */
  readonly signedBy: string | null;
}

/** Decrypts the first `secret.gpg` of the checkouts. Throws a `Failure` where none can be used. */
export async function readPassword(
  checkouts: readonly string[],
  env: Variables,
  signal: AbortSignal,
): Promise<ConcoursePassword> {
  const file = await findSecret(checkouts);
  const chunks: Uint8Array[] = [];
  const call = {
    args: ['--decrypt', '--', file],
    onStdout: (chunk: Uint8Array) => void chunks.push(chunk),
  };
  const result = await runGpg(call, env, signal);
  checkDecrypted(file, result);
  const signedBy = signerOf(FILE, result);
  // The image gets it from a shell, which takes line feeds off the end.
  const password = Buffer.concat(chunks).toString('utf8').replace(/\n+$/, '');
  if (password === '') throw emptySecret(`${FILE} holds no password`);
  return { password, signedBy };
}

async function findSecret(checkouts: readonly string[]): Promise<string> {
  for (const checkout of checkouts) {
    const file = join(checkout, FILE);
    const found = await stat(file).catch(() => null);
    if (found?.size === 0) throw emptySecret(`${file} is empty`);
    if (found !== null) return file;
  }
  throw new Failure({
    code: 'concourse-secret-missing',
    message: `there is no ${FILE}, which holds the password of the backups, in ${checkouts.join(', ')}`,
    hint: 'Give the checkout of the backup repository, of its branch with the backups.',
  });
}

/** The job `init` commits an empty one where gpg fails, and writes over the one that was there. */
function emptySecret(what: string): Failure {
  return new Failure({
    code: 'concourse-secret-empty',
    message: `${what}: the password of the backups is not there`,
    hint: `The job "init" writes an empty one where gpg fails. Take an older one from the history: \`git log --all -- ${FILE}\`.`,
  });
}
