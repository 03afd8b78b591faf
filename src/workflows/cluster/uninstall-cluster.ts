import { differentClusters } from '../../cluster/different-clusters.ts';
import { otherDirectory } from '../../cluster/other-directory.ts';
import { onlyHosts } from '../../cluster/only-hosts.ts';
import { readHosts } from '../../cluster/read-hosts.ts';
import { strangeHosts } from '../../cluster/strange-hosts.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import { Failure } from '../../model/failure.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { Verdict } from '../verdict.ts';
import type { BackUpPorts } from './backup/back-up-cluster.ts';
import { backUpLast } from './backup/back-up-last.ts';
import { meantCluster } from './meant-cluster.ts';
import { runK0sctl } from './run-k0sctl.ts';
import { surveyHosts } from './survey-hosts.ts';
import { tellLeftovers } from './tell-leftovers.ts';
import { withLock } from './with-lock.ts';

export interface UninstallOrder {
  /** Hosts that are left out. */
  readonly skipped: readonly string[];
  /** Whether to do without a last backup. */
  readonly withoutBackup: boolean;
}

/**
 * Removes k0s and its data from all hosts but the skipped ones, after a last backup, and looks whether it
 * is gone: k0sctl says that all is well where it is not. `failed` where something is left, or was skipped.
 */
export async function uninstallCluster(
  request: EvaluationRequest,
  { skipped, withoutBackup }: UninstallOrder,
  ports: BackUpPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const cluster = await meantCluster(request, ports, signal);
  const hosts = chooseHosts(cluster, skipped);
  const lock = { cluster: cluster.name, action: 'uninstall' };
  return withLock(ports.lock, lock, signal, async (within, held) => {
    const shell = ports.shell(cluster);
    const surveys = await surveyHosts(hosts, shell, within);
    refuseUnreached(surveys);
    refuseStrangers(surveys);
    refuseOtherDirectories(surveys);
    const doubts = strangeHosts(surveys).map(({ text }) => text);
    if (!(await ports.consent({ cluster: cluster.name, hosts: surveys, doubts }))) return 'failed';
    if (withoutBackup) ports.story.warn('no backup is taken: --no-backup');
    else await backUpLast(cluster, { surveys, held }, ports, within);
    const names = hosts.map(({ name }) => name);
    const end = await runK0sctl(
      {
        cluster: onlyHosts(cluster, names),
        args: ['reset', '--force'],
        action: 'uninstall',
        timeout: cluster.timeout,
        lock: held,
      },
      ports,
      within,
    );
    if (end.exitCode !== 0) ports.story.warn(`k0sctl reset failed: ${end.reason}`);
    const isGone = tellLeftovers(await surveyHosts(hosts, shell, within), ports.story);
    for (const name of skipped) ports.story.tell(`${name}: skipped; k0s stays on it`);
    return isGone && end.exitCode === 0 && skipped.length === 0 ? 'done' : 'failed';
  });
}

function chooseHosts(cluster: Cluster, skipped: readonly string[]): readonly ClusterHost[] {
  const stray = skipped.find((name) => !cluster.hostNames.includes(name));
  if (stray !== undefined)
    throw new Failure({
      code: 'unknown-host',
      message: `--skip-host: ${cluster.name} has no host ${JSON.stringify(stray)}`,
      hint: `Its hosts are ${cluster.hostNames.join(', ')}. Nothing was changed.`,
    });
  const hosts = readHosts(cluster).filter(({ name }) => !skipped.includes(name));
  if (hosts.every(({ isController }) => !isController))
    throw new Failure({
      code: 'no-controller',
      message: 'every controller is skipped, and k0sctl needs one',
      hint: 'Remove k0s from single workers by reset = true in the hostgroup. Nothing was changed.',
    });
  return hosts;
}

function refuseUnreached(surveys: readonly HostSurvey[]): void {
  const lines = surveys.flatMap(({ host, state }) =>
    state.type === 'unreached' ? [`${host.name}: ${state.reason}`] : [],
  );
  if (lines.length === 0) return;
  throw new Failure({
    code: 'hosts-unreached',
    message: ['hosts cannot be reached, and k0sctl would remove nothing:', ...lines].join('\n- '),
    hint: 'Bring them up, or leave them out: --skip-host=NAME. Nothing was changed.',
  });
}

/** A wrong address must not cost another cluster its data. */
function refuseStrangers(surveys: readonly HostSurvey[]): void {
  const problems = [
    ...differentClusters(surveys),
    ...strangeHosts(surveys).flatMap(({ type, text }) => (type === 'unknown' ? [] : [text])),
  ];
  if (problems.length === 0) return;
  throw new Failure({
    code: 'different-clusters',
    message: ['hosts of another cluster would lose all:', ...problems].join('\n- '),
    hint: 'Leave them out (--skip-host=NAME), and mend their addresses. One that is of this cluster all the same can be emptied there: k0s stop, k0s reset --data-dir=DIR. See each: kubernixos cluster status. Nothing was changed.',
  });
}

/** The data would stay, and nobody would know. */
function refuseOtherDirectories(surveys: readonly HostSurvey[]): void {
  const problems = surveys.map(otherDirectory).filter((problem) => problem !== null);
  if (problems.length === 0) return;
  throw new Failure({
    code: 'other-data-directory',
    message: ['k0sctl would remove other directories than those of k0s:', ...problems].join('\n- '),
    hint: 'Or leave the host out: --skip-host=NAME. Nothing was changed.',
  });
}
