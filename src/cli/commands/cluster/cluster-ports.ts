import { createHostShell } from '../../../adapters/host-shell.ts';
import { createNix } from '../../../adapters/nix.ts';
import type { Cluster } from '../../../model/cluster.ts';
import type { HostShell } from '../../../ports/host-shell.ts';
import type { DescribePorts } from '../../../workflows/cluster/describe-cluster.ts';
import type { Environment } from '../../environment.ts';

/** Nix as this environment has it, and who hears what it says. */
export function describePorts(
  { env, cwd, sshKeyFile }: Environment,
  tell: (line: string) => void,
): DescribePorts {
  return { nix: createNix({ env, cwd }), tell, defaultKey: sshKeyFile ?? null };
}

/** Programs on a host have 20 seconds each, and there are no more than twelve of them. */
const LOOK_MILLISECONDS = 250_000;

/** Looks into the hosts of a cluster, as they are declared. */
export function hostShell(
  { env }: Pick<Environment, 'env'>,
  { knownHosts, ping }: Pick<Cluster, 'knownHosts' | 'ping'>,
): HostShell {
  return createHostShell({
    env,
    knownHosts,
    connectMilliseconds: ping.timeout,
    timeoutMilliseconds: LOOK_MILLISECONDS,
  });
}
