import { archiveFacts } from '../../../backup/archive-facts.ts';
import { judgeArchive } from '../../../backup/judge-archive.ts';
import { planImport } from '../../../backup/plan-import.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { BackupRecord } from '../../../model/backup-record.ts';
import type { ConcourseBackup } from '../../../model/concourse-backups.ts';
import { Failure } from '../../../model/failure.ts';
import { reasonOf } from '../../../model/reason-of.ts';
import type { ConcourseBackups } from '../../../ports/concourse-backups.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { Verdict } from '../../verdict.ts';
import { describeCluster } from '../describe-cluster.ts';
import { withLock } from '../with-lock.ts';
import type { BackUpPorts } from './back-up-cluster.ts';
import { type BackupSession, openVault, withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';
import { signingKey, storeArchive } from './store-archive.ts';

export interface ImportPorts extends BackUpPorts {
  /** The backups to import. */
  readonly source: ConcourseBackups;
  /** The OpenPGP key that must have signed their password; null for any of the keyring. */
  readonly signedBy: string | null;
}

/**
 * Stores the backups that the image concourse-k0sctl wrote as backups of this cluster, each of them read
 * whole first, since its encryption finds no fault. What is in the store already stays; where it does not
 * count, the backup is stored anew beside it. `failed` where one could not be imported.
 */
export async function importBackups(
  request: EvaluationRequest,
  ports: ImportPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const { cluster } = await describeCluster(request, ports, signal);
  const lock = { cluster: cluster.name, action: 'import' };
  return withBackups(cluster, ports, signal, (opened) =>
    withLock(ports.lock, lock, signal, (within) => importAll({ ...opened, signal: within }, ports)),
  );
}

async function importAll(session: BackupSession, ports: ImportPorts): Promise<Verdict> {
  const found = await ports.source.list();
  if (found.length === 0) throw nothingThere();
  const vault = await openVault(session);
  await signingKey(session);
  await checkSigner(ports, session.signal);
  const records = await loadRecords(session);
  const names = new Set(records.map(({ name }) => name));
  let isWhole = true;
  for (const [index, backup] of found.entries()) {
    const twin = found.slice(0, index).find(({ time }) => time !== null && time === backup.time);
    const problem =
      twin === undefined
        ? await tryImport(session, backup, { vault, records, names, ports })
        : `it is of the same second as ${twin.name}: give the number in its name another one`;
    if (problem !== null) ports.story.warn(`${backup.name} was not imported: ${problem}`);
    isWhole &&= problem === null;
  }
  return isWhole ? 'done' : 'failed';
}

/** We sign what we import: whoever could write to that directory must not have us vouch for their own. */
async function checkSigner(
  { source, story, signedBy }: ImportPorts,
  signal: AbortSignal,
): Promise<void> {
  const signer = await source.signedBy(signal);
  if (signer === null) throw unsigned();
  if (signedBy !== null && signedBy !== signer) throw signedByAnother(signer, signedBy);
  story.tell(`the password is signed by the OpenPGP key ${signer}`);
}

function unsigned(): Failure {
  return new Failure({
    code: 'unsigned-password',
    message:
      'the password of these backups is not signed: whoever could write there could have made them',
    hint: 'Where you know that it is yours, sign it anew: gpg --decrypt secret.gpg | gpg --encrypt --sign. Nothing was imported.',
  });
}

function signedByAnother(signer: string, signedBy: string): Failure {
  return new Failure({
    code: 'other-signer',
    message: `the password of these backups is signed by the OpenPGP key ${signer}, and not by ${signedBy}`,
    hint: 'See who has written there. Nothing was imported.',
  });
}

interface Import {
  readonly vault: Vault;
  /** What was in the store when this began. */
  readonly records: readonly BackupRecord[];
  /** The names that are taken. */
  readonly names: Set<string>;
  readonly ports: ImportPorts;
}

/** Why a backup could not be imported; null where it is in the store. */
async function tryImport(
  session: BackupSession,
  backup: ConcourseBackup,
  { vault, records, names, ports }: Import,
): Promise<string | null> {
  const { cluster, rules } = session;
  const { time } = backup;
  if (time === null)
    return 'its name does not tell when it was taken: end it in _SECONDS.tar.gz.b64, as date +%s has them';
  const plan = planImport(records, { prefix: rules.prefix, cluster: cluster.name, time }, names);
  if (plan.type === 'refused')
    return `${plan.name} is in the store and not to be trusted: ${plan.reason}. See what happened to it, and move it away`;
  if (plan.type === 'there') {
    ports.story.tell(`${backup.name}: ${plan.name} is there already`);
    return null;
  }
  const { name, leftover } = plan;
  if (leftover !== null)
    ports.story.warn(`${leftover} is of a run that was interrupted, and stays: ${name} is new`);
  try {
    names.add(name);
    const manifest = await importOne(session, { backup, name, time }, { vault, ports });
    ports.showStored(manifest, session.store.place);
    return null;
  } catch (error) {
    session.signal.throwIfAborted();
    if (error instanceof Failure) return reasonOf(error);
    throw error;
  }
}

async function importOne(
  session: BackupSession,
  {
    backup,
    name,
    time,
  }: { readonly backup: ConcourseBackup; readonly name: string; readonly time: string },
  { vault, ports }: Pick<Import, 'ports' | 'vault'>,
) {
  const { cluster, workspace, signal } = session;
  const path = workspace.path('k0s_backup.tar.gz');
  const contents = await ports.source.open(backup, path, signal);
  const problems = judgeArchive(contents);
  if (problems.length > 0) throw noBackup(problems);
  const facts = {
    ...archiveFacts(contents),
    ...{ name, time, cluster: cluster.name },
    ...{ clusterUid: null, k0sVersion: null, server: null, replaces: null },
  };
  const manifest = await storeArchive(session, { path, facts, vault });
  await workspace.remove(path);
  return manifest;
}

function nothingThere(): Failure {
  return new Failure({
    code: 'nothing-to-import',
    message: 'there are no backups of concourse-k0sctl in that directory',
    hint: 'Name the directory with the checkouts backup and restore in it, or set K0SCTL_DIR_BAK, K0SCTL_DIR_RES, K0SCTL_PREFIX_BAK and K0SCTL_SUFFIX_BAK as its image had them.',
  });
}

function noBackup(problems: readonly string[]): Failure {
  return new Failure({ code: 'bad-archive', message: problems.join(' ') });
}
