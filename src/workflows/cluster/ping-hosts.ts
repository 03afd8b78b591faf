import { pingTargets } from '../../cluster/ping-targets.ts';
import { type Attempt, sumAttempts } from '../../cluster/sum-attempts.ts';
import type { PingRules } from '../../model/cluster.ts';
import type { ClusterHost } from '../../model/cluster-host.ts';
import type { Dialed, PingResult, PingTarget } from '../../model/ping.ts';
import type { Dialer, Resolution } from '../../ports/dialer.ts';
import { inParallel } from './in-parallel.ts';

export interface PingRequest {
  readonly hosts: readonly ClusterHost[];
  readonly rules: PingRules;
  /** Attempts at each port. */
  readonly count: number;
}

/** Tries every port that the hosts must answer on. Results are in the order of hosts and ports. */
export async function pingHosts(
  { hosts, rules, count }: PingRequest,
  dialer: Dialer,
  signal: AbortSignal,
): Promise<readonly PingResult[]> {
  const targets = await Promise.all(
    hosts.map((host) => targetsOf(host, rules.ports, dialer, signal)),
  );
  return inParallel(
    targets.flat(),
    ({ host }) => host.transport,
    async (target) => {
      const attempts = await tryOften(target, count, dialer, signal);
      return sumAttempts(target, attempts, rules.maxLossPercent);
    },
  );
}

async function targetsOf(
  host: ClusterHost,
  ports: readonly number[],
  dialer: Dialer,
  signal: AbortSignal,
): Promise<readonly PingTarget[]> {
  if (host.transport.type !== 'openSSH') return pingTargets(host, ports, null);
  const way = await dialer.configuredWay(host.transport, signal);
  // Where ssh cannot even tell the way, its attempt to log in tells why.
  if (way.type === 'unknown') {
    const { address, port } = host.transport;
    return pingTargets(host, ports, { address, port: port ?? 22, isProxied: true });
  }
  return pingTargets(host, ports, { ...way, isProxied: way.type === 'proxy' });
}

/** Behind a bastion or a proxy, the name is for that to resolve. */
async function tryOften(
  target: PingTarget,
  count: number,
  dialer: Dialer,
  signal: AbortSignal,
): Promise<readonly Attempt[]> {
  const { address, way } = target;
  const resolution: Resolution =
    way.type === 'direct'
      ? await dialer.resolve(address, signal)
      : { type: 'resolved', addresses: [address] };
  const attempts: Attempt[] = [];
  while (attempts.length < count)
    attempts.push(
      resolution.type === 'unresolved'
        ? [{ type: 'lost', address, reason: resolution.reason }]
        : await tryOnce(target, resolution.addresses, dialer, signal),
    );
  return attempts;
}

/** Tries the addresses of a name in turn, as ssh does, until one answers. */
async function tryOnce(
  target: PingTarget,
  addresses: readonly string[],
  dialer: Dialer,
  signal: AbortSignal,
): Promise<Attempt> {
  const dialed: Dialed[] = [];
  for (const address of addresses) {
    const one = await dialer.dial(target, address, signal);
    dialed.push(one);
    if (one.type === 'answered') break;
  }
  return dialed;
}
