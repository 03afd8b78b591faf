import { readConfig } from '../../../backup/read-config.ts';
import { rewriteConfig } from '../../../backup/rewrite-config.ts';
import { drillAddress, drillCluster } from '../../../cluster/drill-cluster.ts';
import { leftovers } from '../../../cluster/leftovers.ts';
import { readHosts } from '../../../cluster/read-hosts.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { DrillRules } from '../../../model/backup-rules.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { HostSurvey } from '../../../model/host-survey.ts';
import { textAt } from '../../../model/json-path.ts';
import type { HeldLock } from '../../../ports/cluster-lock.ts';
import type { Verdict } from '../../verdict.ts';
import { meantCluster } from '../meant-cluster.ts';
import { runK0sctl } from '../run-k0sctl.ts';
import { surveyHosts } from '../survey-hosts.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { backupRules, type BackupSession, withBackups } from './backup-session.ts';
import { openBackup } from './open-backup.ts';
import { pickBackup } from './pick-backup.ts';
import { recordDrill } from './record-drill.ts';
import { awaitUid, restoreArchive } from './restore-archive.ts';

/**
 * Restores a backup on the disposable host, the newest one unless it is named, sees that it is the cluster
 * that was backed up, removes it again, and writes the result beside the backup, signed.
 */
export async function drillBackup(
  request: EvaluationRequest,
  name: string | null,
  ports: BackupPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const cluster = await meantCluster(request, ports, signal);
  const drill = backupRules(cluster).drill ?? failNoHost();
  const address = drillAddress(drill) ?? failNoAddress();
  const lock = { cluster: cluster.name, action: 'drill' };
  return withBackups(cluster, ports, signal, (opened) =>
    withLock<Verdict>(ports.lock, lock, signal, async (within, held) => {
      const session: BackupSession = { ...opened, signal: within };
      await requireEmpty(session, drill);
      const backup = await pickBackup(session, name);
      ports.story.tell(`${backup.name}: fetching and checking all of it`);
      const { path, contents } = await openBackup(session, backup);
      const archive = session.workspace.path('moved.tar.gz');
      const { k0sVersion, storage } = backup.state.manifest;
      const move = (text: string) => rewriteConfig(text, address, storage);
      await ports.rewriter.copy(path, archive, move, within);
      const config = readConfig(move(contents.config ?? ''));
      const version = k0sVersion ?? textAt(cluster.document, 'spec', 'k0s', 'version');
      const trial = drillCluster(cluster, drill, { version, config });
      // Again, since fetching takes its time: somebody may have come to need the host.
      await requireEmpty(session, drill);
      const failure = await tryRestore(session, held, { trial, archive, backup });
      if (failure === null && backup.state.manifest.clusterUid === null)
        throw notCompared(backup.name);
      await recordDrill(session, { backup, ok: failure === null, version });
      if (failure !== null) throw failure;
      ports.story.tell(`${backup.name}: restored and removed again; it is good`);
      return 'done';
    }),
  );
}

/** Throws a `Failure` unless the host has nothing of k0s: what is there might be someone's. */
async function requireEmpty(
  { cluster, ports, signal }: BackupSession,
  drill: DrillRules,
): Promise<void> {
  const surveys = await look(
    drillCluster(cluster, drill, { version: '', config: {} }),
    ports,
    signal,
  );
  for (const { state } of surveys) if (state.type !== 'seen') throw unreached(state);
  const found = surveys.flatMap((survey) => [
    ...leftovers(survey),
    ...(survey.state.type === 'seen' && survey.state.config !== null ? ['/etc/k0s/k0s.yaml'] : []),
  ]);
  if (found.length > 0) throw notEmpty(found);
}

function look(
  cluster: Cluster,
  { shell }: BackupPorts,
  signal: AbortSignal,
): Promise<readonly HostSurvey[]> {
  return surveyHosts(readHosts(cluster), shell(cluster), signal);
}

interface Trial {
  readonly trial: Cluster;
  /** The archive to restore. */
  readonly archive: string;
  readonly backup: VerifiedBackup;
}

/** Restores, compares, and removes k0s again, whatever comes of it. Why it is no good; null where it is. */
async function tryRestore(
  session: BackupSession,
  held: HeldLock,
  { trial, archive, backup }: Trial,
): Promise<Failure | null> {
  const { ports, signal } = session;
  let failure: Failure | null = null;
  try {
    await restoreArchive({ ...session, held }, { cluster: trial, path: archive, action: 'drill' });
    await awaitUid(() => look(trial, ports, signal), backup, ports, signal);
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) {
      await removeTrial(trial, held, ports);
      throw error;
    }
    failure = error;
  }
  const notClean = await removeTrial(trial, held, ports).catch(asFailure);
  return bothOf(failure, notClean ?? null);
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

function bothOf(one: Failure | null, other: Failure | null): Failure | null {
  if (one === null || other === null) return one ?? other;
  return new Failure({
    code: one.code,
    message: `${one.message}\n${other.message}`,
    hint: other.hint,
    cause: one,
  });
}

const REMOVAL_MILLISECONDS = 1_800_000;

/** Also after Ctrl-C: the keys of the cluster are on that host. Throws a `Failure` where something is left. */
async function removeTrial(trial: Cluster, lock: HeldLock, ports: BackupPorts): Promise<void> {
  const never = new AbortController().signal; // k0sctl has this deadline.
  const timeout = trial.timeout ?? REMOVAL_MILLISECONDS;
  const order = {
    cluster: trial,
    args: ['reset', '--force'],
    action: 'drill-reset',
    timeout,
    lock,
  };
  const end = await runK0sctl(order, ports, never);
  const left = (await look(trial, ports, never)).flatMap(leftovers);
  if (left.length > 0) throw notRemoved(left);
  if (end.exitCode !== 0) ports.story.warn(`k0sctl reset failed, and left nothing: ${end.reason}`);
}

function notCompared(backup: string): Failure {
  return new Failure({
    code: 'drill-not-compared',
    message: `${backup} was restored and removed again, and whether it is the cluster that was backed up is not known: its UID is not`,
    hint: 'This counts as no drill. Try a backup that was taken by cluster backup.',
  });
}

function failNoHost(): never {
  throw new Failure({
    code: 'no-drill-host',
    message: 'the hostgroup names no host for drills: kubernixos.cluster.backup.drill is not set',
    hint: 'Write kubernixos.cluster.backup.drill.host = { address = "10.0.0.99"; ssh = { }; }; a host that has nothing on it. Nothing was changed.',
  });
}

function failNoAddress(): never {
  throw new Failure({
    code: 'no-drill-address',
    message:
      'the host of drills is named by no IP address, and the restored cluster has to know one',
    hint: 'Write kubernixos.cluster.backup.drill.host.privateAddress = "10.0.0.99". Nothing was changed.',
  });
}

function unreached(state: HostSurvey['state']): Failure {
  return new Failure({
    code: 'drill-host-unreached',
    message: `the host of drills cannot be looked into: ${state.type === 'unreached' ? state.reason : 'it is not reached by SSH'}`,
    hint: 'See kubernixos.cluster.backup.drill.host. Nothing was changed.',
  });
}

function notEmpty(found: readonly string[]): Failure {
  return new Failure({
    code: 'drill-host-in-use',
    message: `the host of drills has ${found.join(', ')}, and a drill would remove it`,
    hint: 'Name a host without k0s in kubernixos.cluster.backup.drill.host, or remove it there: k0s reset. Nothing was changed.',
  });
}

function notRemoved(left: readonly string[]): Failure {
  return new Failure({
    code: 'drill-host-not-clean',
    message: `the host of drills is not clean: ${left.join(', ')}`,
    hint: 'The keys of the cluster are there. Remove k0s on that host: k0s stop; k0s reset.',
  });
}
