import type { ClusterHost, SshEndpoint } from './cluster-host.ts';

/** A port that must answer. */
export interface PingTarget {
  readonly host: ClusterHost;
  /** As declared: an IP address or a name. */
  readonly address: string;
  readonly port: number;
  readonly way: PingWay;
  /** What counts as an answer: servers of SSH greet, and one that does not is none. */
  readonly expects: 'connection' | 'greeting';
}

/** How a port is tried. */
export type PingWay =
  | { readonly type: 'direct' }
  /** The bastion resolves the name and opens the connection. */
  | { readonly type: 'bastion'; readonly bastion: SshEndpoint }
  /** By a proxy of the configuration of ssh, which ssh alone understands: it logs in. */
  | { readonly type: 'login' };

/** What came of one attempt. */
export type Dialed =
  | { readonly type: 'answered'; readonly address: string; readonly milliseconds: number }
  | { readonly type: 'lost'; readonly address: string; readonly reason: string };

/** What came of all attempts at one port. */
export interface PingResult {
  readonly target: PingTarget;
  readonly sent: number;
  readonly lost: number;
  /** Addresses that answered, in the order of their first answer. */
  readonly answeredBy: readonly string[];
  /** Of the answers, in milliseconds; null without any. */
  readonly times: { readonly best: number; readonly mean: number } | null;
  /** Why the last attempt failed that did; null where none did. */
  readonly reason: string | null;
  /** Addresses of a name that did not answer where another one did, with the reason. */
  readonly deaf: readonly { readonly address: string; readonly reason: string }[];
  /** Whether more was lost than may be. */
  readonly failed: boolean;
}

/** What mtr says of the way to a port. */
export interface Trace {
  readonly target: PingTarget;
  readonly report:
    | { readonly type: 'told'; readonly text: string }
    | { readonly type: 'missing' }
    | { readonly type: 'failed'; readonly reason: string };
}
