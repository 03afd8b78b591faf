import type { BackupRules } from '../../../model/backup-rules.ts';
import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { BackupStore } from '../../../ports/backup-store.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { Workspace } from '../../../ports/workspace.ts';
import type { BackupPorts } from './backup-ports.ts';

/** The backups of a cluster, and a private directory to work with them. */
export interface BackupSession {
  readonly cluster: Cluster;
  readonly rules: BackupRules;
  readonly store: BackupStore;
  readonly workspace: Workspace;
  readonly ports: BackupPorts;
  readonly signal: AbortSignal;
}

/**
 * Does something with the backups of a cluster, in a private directory that is gone afterwards. Throws a
 * `Failure` where the hostgroup describes no backups, or no keys for them.
 */
export async function withBackups<Result>(
  cluster: Cluster,
  ports: BackupPorts,
  signal: AbortSignal,
  work: (session: BackupSession) => Promise<Result>,
): Promise<Result> {
  const rules = backupRules(cluster);
  if (rules.signers.length === 0 || recipientCount(rules) === 0) throw noKeys();
  const store = await ports.openStore(rules);
  const workspace = await ports.workspaces.open();
  try {
    return await work({ cluster, rules, store, workspace, ports, signal });
  } finally {
    await workspace.close();
  }
}

/** How a cluster is backed up. Throws a `Failure` where it is not. */
export function backupRules({ name, backup }: Cluster): BackupRules {
  if (backup !== null) return backup;
  throw new Failure({
    code: 'no-backups',
    message: `the hostgroup says nothing of backups of ${name}: kubernixos.cluster.backup is not set`,
    hint: 'Write kubernixos.cluster.backup.store.directory = "/srv/backups"; see docs/backups.md.',
  });
}

function recipientCount({ recipients }: BackupRules): number {
  return recipients.type === 'age' ? recipients.keys.length : recipients.fingerprints.length;
}

function noKeys(): Failure {
  return new Failure({
    code: 'no-backup-keys',
    message:
      'kubernixos.cluster.backup has no recipients, or no signers: nothing can be backed up or trusted',
    hint: 'Run kubernixos cluster init, and write into the hostgroup what it prints. Nothing was changed.',
  });
}

/** What opens backups on this machine, and encrypts new ones. */
export async function openVault({ rules, ports }: BackupSession): Promise<Vault> {
  const { recipients, identity } = rules;
  if (recipients.type === 'gpg') return ports.openVault(recipients, null);
  if (identity === null) throw noIdentity();
  return ports.openVault(recipients, await ports.secrets.read(identity, IDENTITY_OPTION));
}

/**
 * What opens a backup that is stored in a file of this name, which may be from before the recipients
 * were others.
 * @param oldIdentity the text of a further identity of age; null where there is none
 */
export async function openerOf(
  { rules, ports }: BackupSession,
  file: string,
  oldIdentity: string | null = null,
): Promise<Vault> {
  if (file.endsWith('.gpg')) return ports.openVault({ type: 'gpg', fingerprints: [] }, null);
  const own =
    rules.identity === null ? null : await ports.secrets.read(rules.identity, IDENTITY_OPTION);
  const identities = [own, oldIdentity].filter((text) => text !== null);
  if (identities.length === 0) throw noIdentity();
  return ports.openVault({ type: 'age', keys: [] }, identities.join('\n'));
}

const IDENTITY_OPTION = 'kubernixos.cluster.backup.identity';

function noIdentity(): Failure {
  return new Failure({
    code: 'no-identity',
    message:
      'kubernixos.cluster.backup names no identity, without which no backup can be opened, nor proven to open',
    hint: 'Set identityFile or identityVariable there. Nothing was changed.',
  });
}
