import { verifiedBackups } from '../../../backup/judge-freshness.ts';
import { nextName } from '../../../backup/next-name.ts';
import { isStale } from '../../../backup/is-stale.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { Verdict } from '../../verdict.ts';
import { describeCluster } from '../describe-cluster.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { type BackupSession, openVault, withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';
import { openBackup } from './open-backup.ts';
import { signingKey, storeArchive } from './store-archive.ts';

/**
 * Encrypts every backup to the recipients that are declared now, and signs it by the key that is declared
 * now, where it is not yet. Each is stored under a name of its own, read back and compared before the old
 * one goes. `failed` where some cannot be trusted; they stay as they are.
 * @param oldIdentity the text of an identity that opens the old ones; null where the declared one does
 */
export async function rekeyBackups(
  request: EvaluationRequest,
  oldIdentity: string | null,
  ports: BackupPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const { cluster } = await describeCluster(request, ports, signal);
  const lock = { cluster: cluster.name, action: 'rekey' };
  return withBackups(cluster, ports, signal, (opened) =>
    withLock(ports.lock, lock, signal, (within) =>
      rekeyAll({ ...opened, signal: within }, oldIdentity),
    ),
  );
}

async function rekeyAll(session: BackupSession, oldIdentity: string | null): Promise<Verdict> {
  const { rules, ports } = session;
  const vault = await openVault(session);
  const signer = ports.signatures.publicKey(await signingKey(session));
  const records = await loadRecords(session);
  const verified = verifiedBackups(records);
  const names = new Set(records.map(({ name }) => name));
  const stale = verified.filter((backup) => isStale(backup, rules.recipients, signer));
  for (const backup of stale) {
    const isCopied = verified.some(
      (other) => other.state.manifest.replaces === backup.name && !stale.includes(other),
    );
    if (isCopied) await letGo(session, backup.name);
    else await rekey(session, backup, { vault, oldIdentity, names });
  }
  ports.story.tell(`${String(verified.length)} backups have the declared keys`);
  const others = records.filter(({ state }) => state.type === 'refused');
  for (const { name } of others)
    ports.story.warn(`${name} is not to be trusted, and stays as it is`);
  return others.length === 0 ? 'done' : 'failed';
}

async function rekey(
  session: BackupSession,
  backup: VerifiedBackup,
  {
    vault,
    oldIdentity,
    names,
  }: {
    readonly vault: Vault;
    readonly oldIdentity: string | null;
    readonly names: Set<string>;
  },
): Promise<void> {
  const { manifest } = backup.state;
  const name = nextName(backup.name, names);
  names.add(name);
  const { path } = await openBackup(session, backup, oldIdentity);
  await storeArchive(session, { path, facts: { ...manifest, name, replaces: backup.name }, vault });
  await session.workspace.remove(path);
  session.ports.story.tell(`${name}: stored, with the declared keys`);
  await letGo(session, backup.name);
}

/** What another one holds the archive of, which was read back. */
async function letGo({ store, ports, signal }: BackupSession, name: string): Promise<void> {
  await store.remove([name], signal);
  ports.story.tell(`${name}: removed`);
}
