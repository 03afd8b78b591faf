import type { PingTarget, Trace } from '../model/ping.ts';

/** Reports the way to a port. */
export interface Tracer {
  trace(
    target: PingTarget,
    probe: { readonly address: string; readonly count: number },
    signal: AbortSignal,
  ): Promise<Trace['report']>;
}
