import { withKeyring } from '../../../../adapters/vaults/private-keyring.ts';
import type { RunCommand } from '../../run-command.ts';
import { withSshKey } from '../with-ssh-key.ts';

/**
 * A command that reads or writes backups, and may reach hosts: as `withSshKey`, and gpg has the private key
 * of K0SCTL_GPG_KEY, where it is set, in place of the user's keyring. No program gets that variable.
 */
export function withKeys(run: RunCommand): RunCommand {
  return withSshKey((request, color, environment) => {
    const { K0SCTL_GPG_KEY: key = '', ...env } = environment.env;
    return withKeyring(key || null, env, environment.signal, (within) =>
      run(request, color, { ...environment, env: within }),
    );
  });
}
