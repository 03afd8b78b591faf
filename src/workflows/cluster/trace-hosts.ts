import type { PingResult, Trace } from '../../model/ping.ts';
import type { Tracer } from '../../ports/tracer.ts';

/**
 * Traces the ways to what failed, or to all where nothing did, one after the other. Of ways by others
 * nothing can be told from here.
 */
export async function traceHosts(
  results: readonly PingResult[],
  tracer: Tracer,
  signal: AbortSignal,
): Promise<readonly Trace[]> {
  const failed = results.filter((result) => result.failed);
  const traces: Trace[] = [];
  for (const { target, sent, answeredBy, deaf } of failed.length > 0 ? failed : results) {
    if (target.way.type !== 'direct') continue;
    const address = answeredBy[0] ?? deaf[0]?.address ?? target.address;
    const report = await tracer.trace(target, { address, count: sent }, signal);
    traces.push({ target, report });
    if (report.type === 'missing') break;
  }
  return traces;
}
