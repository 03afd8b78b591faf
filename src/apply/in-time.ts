import { Failure } from '../model/failure.ts';

/**
 * Does what belongs to a wait, and gives something else where it fails because the wait is over: that
 * is no broken run.
 */
export async function inTime<T>(
  late: AbortSignal,
  action: () => Promise<T>,
  otherwise: (failure: Failure) => T,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Failure && late.aborted) return otherwise(error);
    throw error;
  }
}
