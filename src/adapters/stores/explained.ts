import { storeFailure } from './store-failures.ts';

/** Does something with a store, and explains what the storage says. Of an abort, the reason is thrown. */
export async function explained<Result>(
  place: string,
  action: string,
  signal: AbortSignal,
  run: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    throw storeFailure(place, action, error);
  }
}
