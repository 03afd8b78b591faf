import { type ApiError, FORBIDDEN, isNotFound, UNREADABLE } from '../model/api-error.ts';
import { Failure } from '../model/failure.ts';
import { LAST_LOOK_MILLISECONDS } from '../model/last-look.ts';
import type { NotReady, ReadinessVerdict } from '../model/readiness.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { canBeUnready, judgeReadiness } from './judge-readiness.ts';
import type { ReadinessRun } from './readiness-checks.ts';

export interface ReadinessContext {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly deadlineMilliseconds: number;
  readonly run: ReadinessRun;
  /** Told after every look, with all that is still waited for. */
  readonly onWaiting: (waiting: readonly NotReady[]) => void;
  /** Told at once of what will not become ready, or may not be looked at. */
  readonly onGivenUp: (objects: readonly NotReady[]) => void;
}

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 2000;

/** How long the controller of a custom resource gets to say something, before silence counts as ready. */
const SILENCE_MILLISECONDS = 3000;

/**
 * Waits until targets are ready, all within one deadline. What has failed for good, or may not be
 * looked at, is not waited for. Returns all that is not ready.
 */
export async function awaitReady(
  targets: readonly Target[],
  context: ReadinessContext,
  signal: AbortSignal,
): Promise<readonly NotReady[]> {
  const { clock, deadlineMilliseconds } = context;
  const start = clock.now();
  const late = clock.timeout(deadlineMilliseconds + LAST_LOOK_MILLISECONDS);
  const looking = AbortSignal.any([signal, late]);
  const givenUp: NotReady[] = [];
  let pending = targets.filter(({ key }) => canBeUnready(key));
  for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = longer(pause)) {
    const sights = await Promise.all(pending.map((target) => look(target, context, looking)));
    const passed = clock.now() - start;
    const isOver = passed >= deadlineMilliseconds;
    const isPatient = !isOver && passed < SILENCE_MILLISECONDS;
    const open = sights.flatMap((sight) => notReady(sight, isPatient));
    const waiting = open.filter(({ state }) => state === 'waiting');
    const ended = open.filter(({ state }) => state !== 'waiting');
    givenUp.push(...ended);
    if (ended.length > 0) context.onGivenUp(ended);
    if (waiting.length === 0 || isOver) return [...givenUp, ...waiting];
    context.onWaiting(waiting);
    const left = new Set(waiting.map(({ key }) => key));
    pending = pending.filter(({ key }) => left.has(key));
    await clock.sleep(Math.min(pause, deadlineMilliseconds - passed), signal);
  }
}

function longer(pause: number): number {
  return Math.min(pause * 1.5, LONGEST_PAUSE_MILLISECONDS);
}

interface Sight {
  readonly target: Target;
  readonly verdict: ReadinessVerdict | { readonly state: 'unknown'; readonly why: string };
}

async function look(
  target: Target,
  { api, run }: ReadinessContext,
  signal: AbortSignal,
): Promise<Sight> {
  const { key, type } = target;
  try {
    const answer = await api.read(type, key.namespace, key.name, signal);
    return {
      target,
      verdict: answer.ok ? judgeReadiness(key, answer.value, run) : unseen(answer.error),
    };
  } catch (error) {
    // A wait of minutes outlasts an API server that restarts.
    if (!(error instanceof Failure)) throw error;
    return { target, verdict: { state: 'waiting', why: error.message } };
  }
}

function unseen(error: ApiError): Sight['verdict'] {
  const { status, reason, message } = error;
  if (status === FORBIDDEN) return { state: 'unknown', why: `it may not be looked at: ${message}` };
  if (reason === UNREADABLE) return { state: 'unknown', why: message };
  return {
    state: 'waiting',
    why: isNotFound(error) ? 'it is not there any more' : `it cannot be looked at: ${message}`,
  };
}

/** Nothing for what is ready, or taken for it. */
function notReady({ target: { key }, verdict }: Sight, isPatient: boolean): readonly NotReady[] {
  switch (verdict.state) {
    case 'ready':
      return [];
    case 'assumed':
      return isPatient
        ? [{ key, state: 'waiting', why: 'its controller has said nothing yet' }]
        : [];
    default:
      return [{ key, ...verdict }];
  }
}
