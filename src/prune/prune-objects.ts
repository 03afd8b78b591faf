import type { TellActivity } from '../model/activity.ts';
import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import { keyText, type ObjectKey, showKey } from '../model/object-key.ts';
import type { Prune, PruneChange } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import { awaitGone } from './await-gone.ts';
import { type DecideAgain, deleteObject, type DeleteContext } from './delete-object.ts';
import { outlast } from './outlast.ts';

/** Deletions that may run at the same time. */
export interface Wave {
  readonly name: string;
  readonly prunes: readonly Prune[];
  /** What goes without a deletion of this run's; it must be gone before the next wave. */
  readonly awaited: readonly LiveObject[];
}

export interface PruneContext extends Omit<DeleteContext, 'decideAgain'> {
  readonly clock: Clock;
  /** Decides about an object that changed meanwhile, beside what has been `deleted` by now. */
  readonly decideAgain: (
    live: LiveObject,
    planned: ManagedObject,
    deleted: readonly Prune[],
  ) => Promise<PruneChange>;
  /** A last look at a Namespace or CustomResourceDefinition, when all before it has been `deleted`. */
  readonly checkContainers: (
    wave: Wave,
    deleted: readonly Prune[],
  ) => Promise<readonly PruneChange[]>;
  /** Told after every wave, so that an interrupted run can say what it did. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  readonly onActivity?: TellActivity | undefined;
}

/** Waves after whose end the operators of custom resources may go. */
const NEEDS_OPERATOR: ReadonlySet<string> = new Set(['custom-resources', 'filled-definitions']);

/** How long API servers may go on to heed a webhook or policy that was deleted. */
const INTERCEPTOR_MILLISECONDS = 5_000;

/** How long an operator gets to clear the finalizers of its custom resources. */
const CUSTOM_RESOURCE_MILLISECONDS = 60_000;

/**
 * Deletes wave by wave. While a custom resource remains, everything after it stays: its operator
 * must live to let it go.
 */
export async function pruneObjects(
  waves: readonly Wave[],
  context: PruneContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const deleted: Prune[] = [];
  const onDone = countDeletions(waves, context);
  let blocked: string | null = null;
  let patientUntil = -Infinity;
  for (const wave of waves) {
    const some: readonly Outcome[] =
      blocked === null
        ? await pruneWave(wave, deleted, { ...context, onDone, patientUntil }, signal)
        : stay(wave, blocked, context);
    for (const outcome of some) outcomes.push(outcome);
    const gone = deletedOf(wave, some);
    for (const prune of gone) deleted.push(prune);
    if (wave.name === 'interceptors' && gone.length > 0 && !context.dryRun)
      patientUntil = context.clock.now() + INTERCEPTOR_MILLISECONDS;
    blocked ??= await remaining(wave, gone, context, signal);
  }
  return outcomes;
}

/** Tells how many are dealt with: none at first, then one more with every call. */
function countDeletions(waves: readonly Wave[], { onActivity }: PruneContext): () => void {
  const objects = waves.reduce((sum, { prunes }) => sum + prunes.length, 0);
  let done = -1;
  const onDone = () => {
    done += 1;
    onActivity?.({ type: 'deleting', objects, done });
  };
  if (objects > 0) onDone();
  return onDone;
}

/** Until that moment of the clock, what fails is tried again. */
interface Patience {
  readonly clock: Clock;
  readonly patientUntil: number;
}

/** Outcomes are told also where the run is interrupted within the wave. */
async function pruneWave(
  wave: Wave,
  deleted: readonly Prune[],
  context: PruneContext & Patience & { readonly onDone: () => void },
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const changes = await context.checkContainers(wave, deleted);
  const decideAgain: DecideAgain = (live, planned) => context.decideAgain(live, planned, deleted);
  const results = await Promise.allSettled(
    changes.map((change) =>
      pruneOne(change, { ...context, decideAgain }, signal).finally(context.onDone),
    ),
  );
  const outcomes = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  context.onOutcomes(outcomes);
  const broken = results.find((result) => result.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return outcomes;
}

async function pruneOne(
  change: PruneChange,
  context: DeleteContext & Patience,
  signal: AbortSignal,
): Promise<Outcome> {
  if (change.op === 'prune')
    return outlast(
      () => deleteObject(change.object, context, signal),
      { clock: context.clock, until: context.patientUntil },
      signal,
    );
  const { object, reason } = change;
  return { key: object.key, status: 'kept', message: 'by now it holds something else', reason };
}

function deletedOf({ prunes }: Wave, outcomes: readonly Outcome[]): readonly Prune[] {
  const gone = new Set(
    outcomes
      .filter(({ status }) => status === 'pruned' || status === 'gone')
      .map(({ key }) => keyText(key)),
  );
  return prunes.filter(({ object }) => gone.has(keyText(object.key)));
}

/** The custom resources that do not go, as a reason to stop; null where there are none. */
async function remaining(
  wave: Wave,
  deleted: readonly Prune[],
  context: PruneContext,
  signal: AbortSignal,
): Promise<string | null> {
  if (!NEEDS_OPERATOR.has(wave.name) || context.dryRun) return null;
  const staying = wave.prunes.filter((prune) => !deleted.includes(prune));
  if (staying.length > 0)
    return `${showKeys(staying.map(({ object }) => object))} stays, and so does what its operator needs`;
  const left = await awaitGone(
    [...wave.awaited, ...deleted.map(({ object }) => object)],
    {
      ...context,
      deadlineMilliseconds: CUSTOM_RESOURCE_MILLISECONDS,
      onLeft: (objects) => context.onActivity?.({ type: 'going', objects: keysOf(objects) }),
    },
    signal,
  );
  if (left.length === 0) return null;
  return `${showKeys(left)} still there after 60 seconds: its operator must clear the finalizers first`;
}

function keysOf(objects: readonly LiveObject[]): readonly ObjectKey[] {
  return objects.map(({ key }) => key);
}

function showKeys(objects: readonly LiveObject[]): string {
  return keysOf(objects).map(showKey).join(', ');
}

function stay({ prunes }: Wave, message: string, context: PruneContext): readonly Outcome[] {
  const outcomes = prunes.map(({ object }): Outcome => ({
    key: object.key,
    status: 'kept',
    message,
  }));
  context.onOutcomes(outcomes);
  return outcomes;
}
