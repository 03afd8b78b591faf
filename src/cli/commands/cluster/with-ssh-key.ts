import { join } from 'node:path';
import { makeGuardedDirectory } from '../../../adapters/guarded-directory.ts';
import { writePrivateFile } from '../../../adapters/private-file.ts';
import { shellQuote } from '../../../model/shell-quote.ts';
import type { Environment } from '../../environment.ts';
import type { RunCommand } from '../run-command.ts';
import { fileNameIn } from './file-name-in.ts';

/** A command that reaches hosts: its environment has the key of K0SCTL_SSH_KEY as a file. */
export function withSshKey(run: RunCommand): RunCommand {
  return (request, color, environment) =>
    withKeyFile(environment, (within) => run(request, color, within));
}

/**
 * Puts the private key that the variable K0SCTL_SSH_KEY holds into a file which only we can read, and
 * which is gone afterwards. No program that is started gets the variable; git gets the file, unless it is
 * told of another ssh.
 */
export async function withKeyFile<Result>(
  environment: Environment,
  work: (environment: Environment) => Promise<Result>,
): Promise<Result> {
  const { K0SCTL_SSH_KEY: key = '', ...env } = environment.env;
  if (key === '') return work(environment);
  const name = fileNameIn(env, 'K0SCTL_SSH_TYPE', 'id_ed25519');
  const directory = await makeGuardedDirectory(env, 'kubernixos-key-');
  try {
    // ssh takes no key for one whose last line has no end.
    await writePrivateFile(directory.path, name, `${key.trimEnd()}\n`);
    const file = join(directory.path, name);
    const git = { GIT_SSH_COMMAND: `ssh -oIdentityFile=${shellQuote(file)}` };
    return await work({ ...environment, env: { ...git, ...env }, sshKeyFile: file });
  } finally {
    await directory.remove();
  }
}
