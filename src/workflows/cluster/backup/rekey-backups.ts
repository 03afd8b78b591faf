import { verifiedBackups } from '../../../backup/verified-backups.ts';
import { nextName } from '../../../backup/next-name.ts';
import { isStale } from '../../../backup/is-stale.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { Verdict } from '../../verdict.ts';
import { describeCluster } from '../describe-cluster.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { type BackupSession, openVault, withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';
import { openBackup, requireSame } from './open-backup.ts';
import { addDrill } from './record-drill.ts';
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
  let isWhole = true;
  for (const backup of stale) {
    const copy = verified.find(
      (other) => other.state.manifest.replaces === backup.name && !stale.includes(other),
    );
    const problem = await tryRekey(session, backup, { copy, vault, oldIdentity, names });
    if (problem !== null) ports.story.warn(`${backup.name} stays as it is: ${problem}`);
    isWhole &&= problem === null;
  }
  if (isWhole) ports.story.tell('every backup that counts has the declared keys');
  const others = records.filter(({ state }) => state.type === 'refused');
  for (const { name } of others)
    ports.story.warn(`${name} is not to be trusted, and stays as it is`);
  return isWhole && others.length === 0 ? 'done' : 'failed';
}

interface Rekey {
  /** An earlier run's; undefined where there is none. */
  readonly copy: VerifiedBackup | undefined;
  readonly vault: Vault;
  readonly oldIdentity: string | null;
  readonly names: Set<string>;
}

/** Why a backup could not be given other keys; null where it was. */
async function tryRekey(
  session: BackupSession,
  backup: VerifiedBackup,
  { copy, ...rekeying }: Rekey,
): Promise<string | null> {
  try {
    const name = copy?.name ?? (await makeCopy(session, backup, rekeying));
    await letGo(session, backup.name, name);
    return null;
  } catch (error) {
    if (error instanceof Failure && !session.signal.aborted) return error.message;
    throw error;
  }
}

/** Stores the archive once more, and gives the name of that copy. */
async function makeCopy(
  session: BackupSession,
  backup: VerifiedBackup,
  { vault, oldIdentity, names }: Omit<Rekey, 'copy'>,
): Promise<string> {
  const { manifest } = backup.state;
  const name = nextName(backup.name, names);
  names.add(name);
  const { path } = await openBackup(session, backup, oldIdentity);
  try {
    await storeArchive(session, {
      path,
      facts: { ...manifest, name, replaces: backup.name },
      vault,
    });
  } finally {
    await session.workspace.remove(path);
  }
  session.ports.story.tell(`${name}: stored, with the declared keys`);
  return name;
}

/**
 * Removes a backup once its copy is proven again, and has the results of all its drills: as the store has both
 * now, since an earlier run may have been interrupted, and another machine may have been at them.
 */
async function letGo(session: BackupSession, name: string, copyName: string): Promise<void> {
  const { store, workspace, ports, signal } = session;
  const verified = verifiedBackups(await loadRecords(session));
  const [backup, copy] = [name, copyName].map((one) =>
    verified.find((other) => other.name === one),
  );
  if (copy === undefined) throw copyLost(copyName);
  if (backup === undefined) throw changedMeanwhile(name);
  requireSame(copyName, 'its archive', copy.state.manifest.archive, backup.state.manifest.archive);
  await workspace.remove((await openBackup(session, copy)).path);
  const carried = new Set(copy.state.drills.map(({ time }) => time));
  for (const drill of backup.state.drills)
    if (!carried.has(drill.time)) await addDrill(session, { ...drill, backup: copyName });
  await store.remove([name], signal);
  ports.story.tell(`${name}: removed`);
}

function copyLost(copy: string): Failure {
  return new Failure({
    code: 'copy-lost',
    message: `its copy ${copy} does not count in the store`,
    hint: 'Run it again. The backup is as it was.',
  });
}

function changedMeanwhile(name: string): Failure {
  return new Failure({
    code: 'backup-changed',
    message: `${name} is not in the store any more as it was when this began`,
    hint: 'See what there is: kubernixos cluster backups list',
  });
}
