import type { ClusterHost } from '../model/cluster-host.ts';
import type { HostSurvey, SeenHost } from '../model/host-survey.ts';
import type { Change, InstallPlan } from '../model/install-plan.ts';
import { compareK0sVersions, showK0sVersion } from '../model/k0s-version.ts';
import { differentClusters } from './different-clusters.ts';

/** Decides what an installation of a version does, by what the hosts say of themselves. */
export function planInstall(surveys: readonly HostSurvey[], declared: string): InstallPlan {
  const version = showK0sVersion(declared);
  return {
    changes: surveys.map((survey) => ({ host: survey.host, change: changeOf(survey, version) })),
    problems: [
      ...surveys.flatMap((survey) => problemsOf(survey, version)),
      ...differentClusters(surveys.filter(({ host }) => !host.reset)),
    ],
  };
}

function changeOf({ host, state }: HostSurvey, version: string): Change {
  if (host.reset && state.type === 'unsupported') return { type: 'remove' };
  if (state.type !== 'seen') return { type: 'unknown' };
  if (host.reset) return { type: isInstalled(state) ? 'remove' : 'nothing' };
  const running = runningVersion(state);
  if (running === null) return { type: 'install', version };
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

function stoppedProblems({ name }: ClusterHost, { units, processes }: SeenHost): readonly string[] {
  const [unit] = units;
  if (unit !== undefined)
    return [
      `${name} has the service ${unit.name}, which does not answer. Start it there (systemctl start ${unit.name}) or see why it does not run, or remove k0s from it first (reset = true).`,
    ];
  return processes > 0
    ? [`${name} runs k0s, and not as a service that is known here. Stop it first.`]
    : [];
}

function runningVersion({ status }: SeenHost): string | null {
  return status === null || status.version === '' ? null : showK0sVersion(status.version);
}

function isInstalled({ units, hasData, processes }: SeenHost): boolean {
  return units.length > 0 || hasData || processes > 0;
}
