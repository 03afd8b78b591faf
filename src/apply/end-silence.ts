import { Failure } from '../model/failure.ts';
import type { Clock } from '../ports/clock.ts';

/** Longer than any request, its repetitions, and a person who logs in. */
const SILENT_MINUTES = 5;

export interface SilenceLimits {
  readonly clock: Clock;
  /** How long one request may take; null: as long as is usual. */
  readonly requestMilliseconds: number | null;
  /** What is added for work that is silent as a rule; nothing unless given. */
  readonly workMilliseconds?: number;
}

/**
 * Ends an action that makes no progress for five minutes, or for the time of three requests where that
 * is longer: kubectl goes on to the next object after every request that nobody answers, and would be
 * busy for hours.
 */
export async function endSilence<T>(
  action: (onProgress: () => void, signal: AbortSignal) => Promise<T>,
  limits: SilenceLimits,
  signal: AbortSignal,
): Promise<T> {
  const { clock, requestMilliseconds, workMilliseconds = 0 } = limits;
  const longest =
    Math.max(SILENT_MINUTES * 60_000, 3 * (requestMilliseconds ?? 0)) + workMilliseconds;
  const silent = new AbortController();
  const done = new AbortController();
  let heardAt = clock.now();
  const watch = async () => {
    for (let left = longest; left > 0; left = heardAt + longest - clock.now())
      await clock.sleep(left, done.signal);
    silent.abort(serverSilent(longest));
  };
  const watching = watch().catch(() => undefined);
  const onProgress = () => {
    heardAt = clock.now();
  };
  try {
    return await action(onProgress, AbortSignal.any([signal, silent.signal]));
  } finally {
    done.abort();
    await watching;
  }
}

function serverSilent(milliseconds: number): Failure {
  return new Failure({
    code: 'server-silent',
    message: `kubectl was stopped: it has got nowhere for ${String(Math.round(milliseconds / 60_000))} minutes`,
    hint: 'The API server does not answer, or a webhook holds up every object. Run it again when that is mended: what was not applied is applied then.',
  });
}
