import type { ClusterHost, SshEndpoint } from '../model/cluster-host.ts';
import type { PingTarget, PingWay } from '../model/ping.ts';

/** Where ssh goes for a host of openSSH, as far as it tells. */
export interface SshGoal {
  readonly address: string;
  readonly port: number;
  readonly isProxied: boolean;
}

/**
 * The ports of a host that must answer: that of its transport first, and then the others.
 * @param goal of a host that is reached by the configuration of ssh
 */
export function pingTargets(
  host: ClusterHost,
  ports: readonly number[],
  goal: SshGoal | null,
): readonly PingTarget[] {
  const { transport } = host;
  switch (transport.type) {
    case 'ssh':
      return targets(host, { ...transport, way: wayBy(transport.bastion) }, 'greeting', ports);
    case 'winRM':
      return targets(host, { ...transport, way: wayBy(transport.bastion) }, 'connection', ports);
    case 'openSSH': {
      const { address, port, isProxied } = goal ?? { ...transport, isProxied: false };
      const way: PingWay = { type: isProxied ? 'login' : 'direct' };
      return targets(host, { address, port: port ?? 22, way }, 'greeting', ports);
    }
    case 'localhost':
      return ports.map((port) => ({ host, ...HERE, port, expects: 'connection' }));
  }
}

const HERE = { address: '127.0.0.1', way: { type: 'direct' } } as const;

function wayBy(bastion: SshEndpoint | null): PingWay {
  return bastion === null ? { type: 'direct' } : { type: 'bastion', bastion };
}

function targets(
  host: ClusterHost,
  { address, port, way }: Pick<PingTarget, 'address' | 'port' | 'way'>,
  expects: PingTarget['expects'],
  ports: readonly number[],
): readonly PingTarget[] {
  const others = [...new Set(ports)].filter((other) => other !== port);
  return [
    { host, address, port, way, expects },
    ...others.map((other) => ({ host, address, port: other, way, expects: 'connection' as const })),
  ];
}
