import { Failure } from '../../model/failure.ts';
import { makeGuardedDirectory } from '../guarded-directory.ts';
import { runSupervised } from '../supervise.ts';
import { gpgEnvironment } from './gpg-environment.ts';
import { runGpg } from './run-gpg.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Calls `use` with an environment in which gpg has only this private key, in a directory that is gone
 * afterwards; with that of the user where the key is null.
 */
export async function withKeyring<T>(
  key: string | null,
  env: Variables,
  signal: AbortSignal,
  use: (env: Variables) => Promise<T>,
): Promise<T> {
  if (key === null) return use(env);
  const directory = await makeGuardedDirectory(env, 'kubernixos-gpg-');
  const own = { ...env, GNUPGHOME: directory.path };
  try {
    await importKey(key, own, signal);
    return await use(own);
  } finally {
    await endAgent(own);
    await directory.remove();
  }
}

async function importKey(key: string, env: Variables, signal: AbortSignal): Promise<void> {
  const result = await runGpg({ args: ['--import'], stdin: { text: key } }, env, signal);
  if (result.status.some((line) => line.startsWith('IMPORT_OK '))) return;
  throw new Failure({
    code: 'gpg-key-unfit',
    message: 'gpg does not take the private key that it is given',
    hint: 'Give what `gpg --export-secret-keys --armor` writes.',
  });
}

/** gpg starts an agent, which outlives it. */
async function endAgent(env: Variables): Promise<void> {
  const args = ['--kill', 'all'];
  const command = { command: 'gpgconf', args, env: gpgEnvironment(env) };
  await runSupervised(command, new AbortController().signal);
}
