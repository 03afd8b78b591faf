import { type ApiError, CONFLICT } from '../model/api-error.ts';
import { Failure } from '../model/failure.ts';
import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PruneChange } from '../model/plan.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { saysGone } from './says-gone.ts';

/** Decides once more about an object that changed after it was planned. */
export type DecideAgain = (live: LiveObject, planned: ManagedObject) => Promise<PruneChange>;

const ATTEMPTS = 5;

export interface DeleteContext {
  readonly api: KubeApi;
  /** Ask the server, change nothing. */
  readonly dryRun: boolean;
  readonly decideAgain: DecideAgain;
}

/**
 * Deletes one object in exactly the state in which it was planned. Where it has changed since, the
 * server refuses; then it is looked at and decided about again, a bounded number of times. That it has
 * gone is believed only when a look shows the same: a gateway may lead elsewhere. What goes wrong with
 * one object is its outcome, and does not hide those of others.
 */
export async function deleteObject(
  planned: ManagedObject,
  context: DeleteContext,
  signal: AbortSignal,
): Promise<Outcome> {
  const { key } = planned;
  try {
    return await attempt(planned, context, signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { key, status: 'failed', message: error.message };
  }
}

async function attempt(
  planned: ManagedObject,
  context: DeleteContext,
  signal: AbortSignal,
): Promise<Outcome> {
  const { key } = planned;
  const isGone = (error: ApiError) =>
    saysGone(error, planned.type, () => context.api.discover(signal));
  let state: LiveObject = planned;
  let last: ApiError | null = null;
  for (let count = 1; count <= ATTEMPTS; count += 1) {
    const answer = await context.api.delete(state, { dryRun: context.dryRun }, signal);
    if (answer.ok) return leaving(state, 'pruned');
    last = answer.error;
    if (last.status !== CONFLICT && !(await isGone(last))) return failed(planned, last);
    const look = await context.api.get(state.type, key.namespace, key.name, signal);
    if (!look.ok)
      return (await isGone(look.error)) ? { key, status: 'gone' } : failed(planned, look.error);
    const verdict = await reconsider(look.value, planned, context);
    if (verdict !== null) return verdict;
    state = look.value;
  }
  return { key, status: 'failed', message: standstill(last) };
}

function standstill(error: ApiError | null): string {
  return error?.status === CONFLICT
    ? `it changed ${String(ATTEMPTS)} times while it was to be deleted`
    : `the API server shows it, and to delete it says: ${error?.message ?? ''}`;
}

function leaving({ key, finalizers }: LiveObject, status: 'pruned' | 'gone'): Outcome {
  if (finalizers.length === 0) return { key, status };
  return { key, status, message: `it goes when its finalizers are done: ${finalizers.join(', ')}` };
}

/** Null: delete it in its new state. */
async function reconsider(
  live: LiveObject,
  planned: ManagedObject,
  { decideAgain }: DeleteContext,
): Promise<Outcome | null> {
  const { key } = planned;
  if (live.uid !== planned.uid)
    return { key, status: 'kept', message: 'it was deleted and created anew meanwhile' };
  if (live.terminating) return leaving(live, 'gone');
  const change = await decideAgain(live, planned);
  return change.op === 'prune'
    ? null
    : {
        ...{ key, status: 'kept', reason: change.reason },
        message: 'it changed meanwhile, and is no longer to be pruned',
      };
}

function failed({ key }: ManagedObject, error: ApiError): Outcome {
  return { key, status: 'failed', message: error.message };
}
