import type { Target } from '../model/target.ts';

/**
 * A server that answers within so many milliseconds is near: its work takes longer than the way to it. A
 * busy one on the same machine needs up to ten.
 */
const NEAR_MILLISECONDS = 15;

/** Near, from this many objects on two kubectl processes are faster than one; more gain nothing. */
const NEAR_SIZE = 100;
const NEAR_PROCESSES = 2;

/** Far, a kubectl waits most of the time: each that has so many objects saves more than its start costs. */
const FAR_SIZE = 50;
const FAR_PROCESSES = 8;

/**
 * Divides targets, in their order, into as many parts as kubectl processes apply them in the shortest
 * time, by the time that a request takes to the server and back.
 */
export function splitTargets(
  targets: readonly Target[],
  roundTripMilliseconds: number,
): readonly (readonly Target[])[] {
  const isNear = roundTripMilliseconds <= NEAR_MILLISECONDS;
  const [size, most] = isNear ? [NEAR_SIZE, NEAR_PROCESSES] : [FAR_SIZE, FAR_PROCESSES];
  const count = Math.max(1, Math.min(most, Math.floor(targets.length / size)));
  const length = Math.ceil(targets.length / count);
  return Array.from({ length: count }, (_, index) =>
    targets.slice(index * length, (index + 1) * length),
  );
}
