import { posix } from 'node:path';
import type { HostSurvey } from '../model/host-survey.ts';

/**
 * A sentence about a host whose k0s keeps its data elsewhere than declared; null where it does not, as far as
 * can be told. k0sctl would remove, restore and look at the declared directory only.
 */
export function otherDirectory({ host, state }: HostSurvey): string | null {
  const used = state.type === 'seen' ? state.usedDataDir : null;
  if (used === null || clean(used) === clean(host.dataDir)) return null;
  return `${host.name}: k0s has its data in ${used}, and ${host.dataDir} is declared. Declare where they are: kubernixos.cluster.hosts.${host.name}.dataDir = ${JSON.stringify(used)};`;
}

function clean(directory: string): string {
  return posix.normalize(directory).replace(/(?<=.)\/$/, '');
}
