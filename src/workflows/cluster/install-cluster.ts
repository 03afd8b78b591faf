import { leftovers } from '../../cluster/leftovers.ts';
import { planInstall } from '../../cluster/plan-install.ts';
import { readHosts } from '../../cluster/read-hosts.ts';
import { strangeHosts } from '../../cluster/strange-hosts.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import { Failure } from '../../model/failure.ts';
import type { HostSurvey } from '../../model/host-survey.ts';
import type { HostChange, InstallPlan } from '../../model/install-plan.ts';
import { textAt } from '../../model/json-path.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Verdict } from '../verdict.ts';
import { awaitDeclared } from './await-declared.ts';
import type { LifecyclePorts } from './lifecycle-ports.ts';
import { meantCluster } from './meant-cluster.ts';
import { runK0sctl } from './run-k0sctl.ts';
import { surveyHosts } from './survey-hosts.ts';
import { tellLeftovers } from './tell-leftovers.ts';
import { withLock } from './with-lock.ts';

export interface InstallPorts extends LifecyclePorts {
  readonly clock: Clock;
  /** Tells what will change. */
  readonly showPlan: (cluster: Cluster, plan: InstallPlan) => void;
}

/**
 * Brings the hosts of a cluster to what is declared. The hosts are looked into first: what will
 * change is told, and what k0sctl would fail on halfway stops it before anything is done. A dry run
 * ends there, since k0sctl's own writes to hosts. In the end every host has to be as declared.
 */
export async function installCluster(
  request: EvaluationRequest,
  { dryRun }: { readonly dryRun: boolean },
  ports: InstallPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const cluster = await meantCluster(request, ports, signal);
  const hosts = readHosts(cluster);
  const lock = { cluster: cluster.name, action: 'install' };
  const look = (within: AbortSignal) => surveyHosts(hosts, ports.shell(cluster), within);
  if (dryRun) {
    plan(cluster, await look(signal), ports);
    return 'done';
  }
  return withLock(ports.lock, lock, signal, async (within, held) => {
    const surveys = await look(within);
    const { changes } = plan(cluster, surveys, ports);
    const losing = losingHosts(changes, surveys);
    const doubts = doubtsAbout(losing, surveys);
    if (
      losing.length > 0 &&
      !(await ports.consent({ cluster: cluster.name, hosts: losing, doubts }))
    )
      return 'failed';
    const args = ['apply'];
    const { timeout } = cluster;
    const order = { cluster, args, action: 'install', timeout, lock: held };
    const end = await runK0sctl(order, ports, within);
    if (end.exitCode !== 0) throw applyFailed(cluster, end.reason);
    const after = await surveyHosts(hostsOf(losing), ports.shell(cluster), within);
    // k0sctl says that all is well also where `k0s reset` failed, and no waiting mends that.
    const isClean = tellLeftovers(after, ports.story);
    if (after.some((survey) => leftovers(survey).length > 0)) return 'failed';
    const verdict = await awaitDeclared(cluster, () => look(within), ports, within);
    return isClean ? verdict : 'failed';
  });
}

function plan(
  cluster: Cluster,
  surveys: readonly HostSurvey[],
  { showPlan }: InstallPorts,
): InstallPlan {
  const decided = planInstall(surveys, versionOf(cluster));
  showPlan(cluster, decided);
  if (decided.problems.length > 0) throw cannotInstall(cluster, decided.problems);
  return decided;
}

/** The hosts that lose k0s and its data, with what is known of them. */
function losingHosts(
  changes: readonly HostChange[],
  surveys: readonly HostSurvey[],
): readonly HostSurvey[] {
  const removed = changes.filter(({ change }) => change.type === 'remove');
  return surveys.filter(({ host }) => removed.some((one) => one.host.name === host.name));
}

/** Why hosts that are to be reset may be of another cluster. */
function doubtsAbout(
  losing: readonly HostSurvey[],
  surveys: readonly HostSurvey[],
): readonly string[] {
  const names = hostsOf(losing).map(({ name }) => name);
  return strangeHosts(surveys).flatMap(({ name, text }) => (names.includes(name) ? [text] : []));
}

function hostsOf(surveys: readonly HostSurvey[]): readonly ClusterHost[] {
  return surveys.map(({ host }) => host);
}

function versionOf({ document }: Cluster): string {
  return textAt(document, 'spec', 'k0s', 'version');
}

function cannotInstall({ name }: Cluster, problems: readonly string[]): Failure {
  return new Failure({
    code: 'cannot-install',
    message: [`${name} cannot be installed as declared:`, ...problems].join('\n- '),
    hint: 'Nothing was changed.',
  });
}

function applyFailed({ name }: Cluster, reason: string): Failure {
  return new Failure({
    code: 'install-failed',
    message: `k0sctl could not install ${name}: ${reason}`,
    hint: 'See its log, and what has come of it: kubernixos cluster status. Run it again once the cause is gone.',
  });
}
