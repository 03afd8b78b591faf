import type { Dialed, PingResult, PingTarget } from '../model/ping.ts';

/** One attempt: an outcome for each address that was tried, of which the last decides. */
export type Attempt = readonly Dialed[];

/** What attempts at a port come to. */
export function sumAttempts(
  target: PingTarget,
  attempts: readonly Attempt[],
  maxLossPercent: number,
): PingResult {
  const dialed = attempts.flat();
  const answers = dialed.filter((one) => one.type === 'answered');
  const losses = dialed.filter((one) => one.type === 'lost');
  const sent = attempts.length;
  const lost = sent - answers.length;
  const answeredBy = [...new Set(answers.map(({ address }) => address))];
  const deaf = new Map(losses.map(({ address, reason }) => [address, reason]));
  for (const address of answeredBy) deaf.delete(address);
  return {
    target,
    sent,
    lost,
    answeredBy,
    times: timesOf(answers.map(({ milliseconds }) => milliseconds)),
    reason: lost === 0 ? null : (losses.at(-1)?.reason ?? null),
    deaf: answers.length === 0 ? [] : [...deaf].map(([address, reason]) => ({ address, reason })),
    failed: lost * 100 > maxLossPercent * sent,
  };
}

function timesOf(times: readonly number[]): PingResult['times'] {
  if (times.length === 0) return null;
  const sum = times.reduce((total, time) => total + time, 0);
  return { best: Math.min(...times), mean: sum / times.length };
}
