import type { Transport } from '../model/cluster-host.ts';
import type { Dialed, PingTarget } from '../model/ping.ts';

/** What a name stands for; a list of one for an IP address. */
export type Resolution =
  | { readonly type: 'resolved'; readonly addresses: readonly string[] }
  | { readonly type: 'unresolved'; readonly reason: string };

/** Where ssh goes for a host by its configuration. */
export type ConfiguredWay =
  | { readonly type: 'direct'; readonly address: string; readonly port: number }
  | { readonly type: 'proxy'; readonly address: string; readonly port: number }
  | { readonly type: 'unknown'; readonly reason: string };

/** Tries whether ports answer. All reject with the signal's reason when that aborts. */
export interface Dialer {
  resolve(name: string, signal: AbortSignal): Promise<Resolution>;
  /** Asks ssh, which connects to nothing for it. */
  configuredWay(
    transport: Extract<Transport, { readonly type: 'openSSH' }>,
    signal: AbortSignal,
  ): Promise<ConfiguredWay>;
  /** One attempt at a target, at this address of it. */
  dial(target: PingTarget, address: string, signal: AbortSignal): Promise<Dialed>;
}
