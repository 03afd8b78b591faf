import type { Recipients } from '../../model/backup-rules.ts';
import type { Vault } from '../../ports/vault.ts';
import { createAgeVault } from './age-vault.ts';
import { createGpgVault } from './gpg-vault.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * A vault for these recipients. `identity` is the text of identities of age, null where there is none to
 * open backups by; gpg has its own.
 */
export function createVault(
  recipients: Recipients,
  identity: string | null,
  env: Variables,
): Vault {
  return recipients.type === 'age'
    ? createAgeVault(recipients.keys, identity)
    : createGpgVault(recipients.fingerprints, env);
}
