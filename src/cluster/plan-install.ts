import type { ClusterHost } from '../model/cluster-host.ts';
import type { HostSurvey, SeenHost } from '../model/host-survey.ts';
import type { Change, InstallPlan } from '../model/install-plan.ts';
import { compareK0sVersions, showK0sVersion } from '../model/k0s-version.ts';
import { differentClusters } from './different-clusters.ts';
import { otherDirectory } from './other-directory.ts';
import { strangeHosts } from './strange-hosts.ts';

/** Decides what an installation of a version does, by what the hosts say of themselves. */
export function planInstall(surveys: readonly HostSurvey[], declared: string): InstallPlan {
  const version = showK0sVersion(declared);
  const staying = surveys.filter(({ host }) => !host.reset);
  return {
    changes: surveys.map((survey) => ({ host: survey.host, change: changeOf(survey, version) })),
    problems: [
      ...surveys.flatMap((survey) => problemsOf(survey, version)),
      ...surveys.map(otherDirectory).filter((problem) => problem !== null),
      ...differentClusters(staying),
      ...workersOfOthers(staying),
    ],
  };
}

function changeOf({ host, state }: HostSurvey, version: string): Change {
  if (host.reset && state.type === 'unsupported') return { type: 'remove' };
  if (state.type !== 'seen') return { type: 'unknown' };
  if (host.reset) return { type: isInstalled(state) ? 'remove' : 'nothing' };
  const running = runningVersion(state);
  if (running === null)
    return { type: 'install', version, over: state.hasData ? host.dataDir : null };
  return compareK0sVersions(running, version) === 0
    ? { type: 'keep', version }
    : { type: 'upgrade', from: running, to: version };
}

/** What k0sctl would find out halfway, or would not. */
function problemsOf({ host, state }: HostSurvey, version: string): readonly string[] {
  if (state.type === 'unreached') return [`${host.name} cannot be reached: ${state.reason}`];
  if (state.type !== 'seen' || host.reset) return [];
  const role = roleProblem(host, state);
  if (role !== null) return [role];
  const running = runningVersion(state);
  if (running === null) return stoppedProblems(host, state);
  return compareK0sVersions(running, version) > 0
    ? [
        `${host.name} runs k0s ${running}, and ${version} is declared: k0s does not go back. Declare ${running} or newer.`,
      ]
    : [];
}

function roleProblem(host: ClusterHost, { units, status }: SeenHost): string | null {
  const [unit] = units;
  const service = host.isController ? 'controller' : 'worker';
  const isOther = unit !== undefined && unit.name !== 'k0sserver' && unit.name !== `k0s${service}`;
  const found = status?.role ?? unit?.name.replace(/^k0s/, '');
  if (!isOther && (status === null || status.role === host.role)) return null;
  return `${host.name} is installed as ${found ?? 'another'}, and declared as ${host.role}. Declare its role, or remove k0s from it first (reset = true).`;
}

function stoppedProblems(host: ClusterHost, seen: SeenHost): readonly string[] {
  const { name } = host;
  const { units, processes } = seen;
  const [unit] = units;
  if (unit !== undefined)
    return [
      `${name} has the service ${unit.name}, which does not answer. Start it there (systemctl start ${unit.name}) or see why it does not run, or remove k0s from it first (reset = true).`,
    ];
  if (processes > 0)
    return [`${name} runs k0s, and not as a service that is known here. Stop it first.`];
  return stateProblems(host, seen);
}

/**
 * Where k0sctl cannot start a first controller, it runs `k0s reset` there, and what was in the directory is
 * gone. It does not do so with workers, which keep images and the files of pods: k0s takes them up again.
 */
function stateProblems({ name, isController, dataDir }: ClusterHost, { hasState }: SeenHost) {
  if (!isController || !hasState) return [];
  return [
    `${name} has data in ${dataDir}, and no service of k0s: k0sctl would start k0s on them, and delete them where it does not come up. Where they are needed, move them away, or start k0s there as it ran; else empty the directory. A backup is restored by: kubernixos cluster restore`,
  ];
}

/** k0sctl would make such a worker a node here, and take it from the other cluster. */
function workersOfOthers(surveys: readonly HostSurvey[]): readonly string[] {
  const workers = surveys.filter(({ host }) => !host.isController).map(({ host }) => host.name);
  return strangeHosts(surveys).flatMap(({ name, type, text }) =>
    type === 'other' && workers.includes(name)
      ? [`${text}. Mend its address, or remove k0s from it first (reset = true).`]
      : [],
  );
}

function runningVersion({ status }: SeenHost): string | null {
  return status === null || status.version === '' ? null : showK0sVersion(status.version);
}

function isInstalled({ units, hasData, processes }: SeenHost): boolean {
  return units.length > 0 || hasData || processes > 0;
}
