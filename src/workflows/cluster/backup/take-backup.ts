import { archiveFacts } from '../../../backup/archive-facts.ts';
import { backupName, toTime } from '../../../backup/backup-name.ts';
import { verifiedBackups } from '../../../backup/verified-backups.ts';
import { judgeArchive } from '../../../backup/judge-archive.ts';
import {
  type HealthyController,
  healthyControllers,
  whyUnhealthy,
} from '../../../cluster/choose-controller.ts';
import { differentClusters } from '../../../cluster/different-clusters.ts';
import { onlyHosts } from '../../../cluster/only-hosts.ts';
import type { BackupManifest } from '../../../model/backup-manifest.ts';
import type { ArchiveContents } from '../../../model/archive-contents.ts';
import type { BackupRecord } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import type { HostSurvey } from '../../../model/host-survey.ts';
import { showK0sVersion } from '../../../model/k0s-version.ts';
import type { ArchiveReader } from '../../../ports/archive-reader.ts';
import type { HeldLock } from '../../../ports/cluster-lock.ts';
import { runK0sctl } from '../run-k0sctl.ts';
import { type BackupSession, openVault } from './backup-session.ts';
import { loadRecords } from './load-records.ts';
import { signingKey, storeArchive } from './store-archive.ts';
import { withoutLeftovers } from './without-leftovers.ts';

/**
 * Takes a backup of a running cluster from a controller that answers, verifies all of it, and stores it.
 * Throws a `Failure` unless it is stored, read back and signed.
 */
export async function takeBackup(
  session: BackupSession,
  surveys: readonly HostSurvey[],
  held: HeldLock,
): Promise<BackupManifest> {
  const { cluster, rules, workspace, ports } = session;
  const controllers = chooseControllers(cluster.name, surveys);
  // Before anything is asked of the cluster: a backup that cannot be stored is of no use.
  const vault = await openVault(session);
  await signingKey(session);
  const time = toTime(ports.clock.date());
  const { path, contents, controller } = await fetchArchive(session, controllers, held);
  await warnOfAnother(session, controller.uid);
  const facts = {
    ...archiveFacts(contents),
    name: backupName({ prefix: rules.prefix, cluster: cluster.name, time }),
    cluster: cluster.name,
    clusterUid: controller.uid,
    time,
    k0sVersion: showK0sVersion(controller.version),
    server: cluster.server,
    replaces: null,
  };
  const manifest = await storeArchive(session, { path, facts, vault });
  await workspace.remove(path);
  return manifest;
}

/**
 * An address that leads elsewhere, or a cluster that was installed anew: its older backups are another's.
 * Where old ones cannot be read, a new one is needed all the more.
 */
async function warnOfAnother(session: BackupSession, uid: string): Promise<void> {
  const [newest] = verifiedBackups(await loadRecordsOrWarn(session));
  const before = newest?.state.manifest.clusterUid ?? null;
  if (newest !== undefined && before !== null && before !== uid)
    session.ports.story.warn(
      `this is another cluster than that of the last backup ${newest.name}: it is ${uid}, and was ${before}. Backups of both are kept; to restore the older one, name it`,
    );
}

async function loadRecordsOrWarn(session: BackupSession): Promise<readonly BackupRecord[]> {
  try {
    return await loadRecords(session);
  } catch (error) {
    if (!(error instanceof Failure) || session.signal.aborted) throw error;
    session.ports.story.warn(`the backups that are there cannot be read: ${error.message}`);
    return [];
  }
}

function chooseControllers(
  cluster: string,
  surveys: readonly HostSurvey[],
): readonly HealthyController[] {
  const [strangers] = differentClusters(surveys);
  if (strangers !== undefined) throw cannotBackUp(cluster, [strangers]);
  const healthy = healthyControllers(surveys);
  if (healthy.length === 0) throw cannotBackUp(cluster, whyUnhealthy(surveys));
  return healthy;
}

interface FetchedArchive {
  readonly path: string;
  readonly contents: ArchiveContents;
  readonly controller: HealthyController;
}

/**
 * The archive of the first controller that gives a good one, all of which was read. k0sctl gets that one
 * only, and so fails for no other.
 */
async function fetchArchive(
  session: BackupSession,
  controllers: readonly HealthyController[],
  held: HeldLock,
): Promise<FetchedArchive> {
  const { cluster, workspace, ports, signal } = session;
  const failures: string[] = [];
  for (const controller of controllers) {
    const { host } = controller;
    // k0sctl does not cut a file that is there: this one is not.
    const path = workspace.path('k0s_backup.tar.gz');
    const order = {
      cluster: onlyHosts(cluster, [host.name]),
      args: ['backup', '--output', path],
      action: 'backup',
      timeout: cluster.timeout,
      lock: held,
    };
    const outside = { shell: ports.shell(cluster), story: ports.story };
    const end = await withoutLeftovers(host, outside, signal, () =>
      runK0sctl(order, ports, signal),
    );
    const read = end.exitCode === 0 ? await readArchive(path, ports.archives, signal) : end.reason;
    if (typeof read !== 'string') return { path, contents: read, controller };
    await workspace.remove(path);
    failures.push(`${host.name}: ${read}`);
    ports.story.warn(`no backup from ${failures.at(-1) ?? ''}`);
  }
  throw cannotBackUp(cluster.name, failures);
}

/** What is in an archive, or what is wrong with it. */
async function readArchive(
  path: string,
  archives: ArchiveReader,
  signal: AbortSignal,
): Promise<ArchiveContents | string> {
  try {
    const contents = await archives.read(path, signal);
    const problems = judgeArchive(contents);
    return problems.length === 0 ? contents : problems.join(' ');
  } catch (error) {
    if (error instanceof Failure && !signal.aborted) return error.message;
    throw error;
  }
}

function cannotBackUp(cluster: string, reasons: readonly string[]): Failure {
  return new Failure({
    code: 'no-backup',
    message: [`no controller of ${cluster} gives a backup:`, ...reasons].join('\n- '),
    hint: 'See what each of them does: kubernixos cluster status. Nothing was stored.',
  });
}
