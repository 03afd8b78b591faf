import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, numberAt, objectAt, textAt } from '../model/json-path.ts';
import type { ReadinessVerdict } from '../model/readiness.ts';
import type { Condition, ObjectFacts } from './object-facts.ts';

/** One thing that is asked of an object; null where the check has nothing against it. */
export type Check = (facts: ObjectFacts, run: ReadinessRun) => ReadinessVerdict | null;

/** The run, as far as it matters for a verdict. */
export interface ReadinessRun {
  /** The server's clock when the run began, milliseconds since 1970; null where unknown. */
  readonly startedAt: number | null;
}

export function waiting(why: string): ReadinessVerdict {
  return { state: 'waiting', why };
}

export function failed(why: string): ReadinessVerdict {
  return { state: 'failed', why };
}

/** What the controllers of Kubernetes' own kinds write before anything can be told. */
export const observed: Check = ({ observedGeneration }) =>
  observedGeneration === null ? waiting('its controller has not looked at it yet') : null;

export function seenGeneration(seen: number | null, generation: number | null) {
  return generation === null || seen === null || seen === generation
    ? null
    : waiting(`its controller has seen generation ${String(seen)}, not yet ${String(generation)}`);
}

/** Whether a condition, or the status as a whole, says to be of the present specification. */
export function isAboutPresent(facts: ObjectFacts, condition: Condition | undefined): boolean {
  const seen = condition?.observedGeneration ?? facts.observedGeneration;
  return seen !== null && seen === facts.generation;
}

/** Waits for a condition that is True. */
export function isTrue(type: string): Check {
  return ({ conditions }) => {
    const condition = conditions.get(type);
    return condition?.isTrue === true
      ? null
      : waiting(condition?.words || `nothing says yet that it is ${type}`);
  };
}

/** Waits while a condition is True. */
export function isNotTrue(type: string): Check {
  return ({ conditions }) => {
    const condition = conditions.get(type);
    return condition?.isTrue === true ? waiting(condition.words || type) : null;
  };
}

/** Fails for good where a condition is True. */
export function failsBy(type: string, what: string): Check {
  return ({ conditions }) => {
    const condition = conditions.get(type);
    return condition?.isTrue === true ? failed(`${what}: ${condition.words || type}`) : null;
  };
}

/** Waits until a number of the status reaches what is wanted: `2 of 3 replicas are available`. */
export function reaches(
  field: string,
  participle: string,
  wanted: (facts: ObjectFacts) => number = replicas,
  noun = 'replicas',
): Check {
  return (facts) => {
    const has = numberAt(facts.status, field) ?? 0;
    const target = wanted(facts);
    return has >= target
      ? null
      : waiting(`${String(has)} of ${String(target)} ${noun} are ${participle}`);
  };
}

/** Kubernetes takes one where none is given. */
export function replicas({ spec }: ObjectFacts): number {
  return numberAt(spec, 'replicas') ?? 1;
}

/** Waits for pods of the specification before to go. */
export const noneTooMany: Check = (facts) => {
  const has = numberAt(facts.status, 'replicas') ?? 0;
  const wanted = replicas(facts);
  return has > wanted
    ? waiting(`${String(has)} replicas where ${String(wanted)} are wanted`)
    : null;
};

/** A check that does not apply where the user replaces the pods by hand. */
export function unlessOnDelete(check: Check): Check {
  return (facts, run) =>
    textAt(facts.spec, 'updateStrategy', 'type') === 'OnDelete' ? null : check(facts, run);
}

/** Says of a wait that the object is paused: it would be in vain. */
export function unlessPaused(check: Check): Check {
  return (facts, run) => {
    const verdict = check(facts, run);
    const isPaused = facts.spec['paused'] === true;
    return verdict?.state === 'waiting' && isPaused
      ? waiting(`${verdict.why}; its rollout is paused`)
      : verdict;
  };
}

/**
 * A rollout that made no progress in time. It may go on when its cause is mended, so what was said
 * before this run, which may have mended it, is not for good.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
 */
export const progressDeadline: Check = ({ conditions }, { startedAt }) => {
  const progressing = conditions.get('Progressing');
  if (progressing?.reason !== 'ProgressDeadlineExceeded') return null;
  const { words, updatedAt } = progressing;
  const isOld = startedAt !== null && updatedAt !== null && updatedAt < startedAt;
  return isOld ? null : failed(words);
};

/** How Kubernetes writes that a Deployment has no deadline. */
const NO_DEADLINE = 2_147_483_647;

/** Where there is no deadline, or the rollout is paused, the controller does not say so. */
export const rolledOut: Check = ({ spec, conditions }) => {
  const deadline = numberAt(spec, 'progressDeadlineSeconds') ?? NO_DEADLINE;
  if (spec['paused'] === true || deadline === NO_DEADLINE) return null;
  const progressing = conditions.get('Progressing');
  return progressing?.isTrue === true && progressing.reason === 'NewReplicaSetAvailable'
    ? null
    : waiting(progressing?.words || 'its rollout is not complete');
};

/** Waits until the phase is the one that is wanted. */
export function hasPhase(wanted: string): Check {
  return ({ status }) => {
    const phase = textAt(status, 'phase');
    return phase === wanted
      ? null
      : waiting(phase === '' ? 'it has no phase yet' : `it is ${phase}`);
  };
}

/** Fails for good in a phase. */
export function failsInPhase(phase: string, what: string): Check {
  return ({ status }) => {
    if (textAt(status, 'phase') !== phase) return null;
    const words = [textAt(status, 'reason'), textAt(status, 'message')];
    return failed([what, ...words.filter((word) => word !== '')].join(': '));
  };
}

/** What the containers that do not start say; what is only slow says nothing. */
export const containersStart: Check = ({ status }) => {
  const containers = [
    ...listAt(status, 'initContainerStatuses'),
    ...listAt(status, 'containerStatuses'),
  ];
  const stuck = containers.filter(isJsonObject).flatMap(stuckContainer);
  return stuck.length === 0 ? null : waiting(stuck.join(', '));
};

const STARTING: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

function stuckContainer(container: JsonObject): readonly string[] {
  const wait = objectAt(container, 'state', 'waiting');
  const reason = textAt(wait, 'reason');
  return STARTING.has(reason) ? [] : [`container ${textAt(container, 'name')}: ${reason}`];
}
