import type { HostSurvey } from '../model/host-survey.ts';
import { count } from './count.ts';

/**
 * The hosts that lose k0s and its data, a line each: what they are, where, and what is on them; and why some
 * of them may not be of this cluster.
 */
export function losingHostLines(
  hosts: readonly HostSurvey[],
  doubts: readonly string[],
): readonly string[] {
  return [
    `k0s is removed from ${count(hosts.length, 'host')}, with all its data:`,
    ...hosts.map(({ host, state }) => {
      const address = host.transport.type === 'localhost' ? 'this machine' : host.transport.address;
      return `  - ${host.name} (${address}): ${host.dataDir}${state.type === 'seen' ? found(state) : ', not looked into'}`;
    }),
    ...doubts.map((doubt) => `  ! ${doubt}`),
  ];
}

function found({
  status,
  hasData,
  cluster,
}: Extract<HostSurvey['state'], { type: 'seen' }>): string {
  const running =
    status === null
      ? hasData
        ? ', k0s does not run'
        : ', empty'
      : `, ${status.role} ${status.version}`;
  return cluster?.uid == null ? running : `${running}, cluster ${cluster.uid}`;
}
