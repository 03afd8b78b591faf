import type { Outcome } from '../model/outcome.ts';
import { showKey } from '../model/object-key.ts';
import type { Keep, Prune } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import { awaitGone } from './await-gone.ts';
import { deleteObject, type DeleteContext } from './delete-object.ts';

/** Deletions that may run at the same time. */
export interface Wave {
  readonly name: string;
  readonly prunes: readonly Prune[];
}

export interface PruneContext extends DeleteContext {
  readonly clock: Clock;
  /** A last look at a Namespace or CustomResourceDefinition, when all before it is gone. */
  readonly checkContainers: (wave: Wave) => Promise<readonly (Prune | Keep)[]>;
  /** Told after every wave, so that an interrupted run can say what it did. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
}

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
  let blocked: string | null = null;
  for (const wave of waves) {
    const some: readonly Outcome[] =
      blocked === null ? await pruneWave(wave, context, signal) : stay(wave, blocked);
    context.onOutcomes(some);
    outcomes.push(...some);
    blocked ??= await remaining(wave, context, signal);
  }
  return outcomes;
}

async function pruneWave(
  wave: Wave,
  context: PruneContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const changes = await context.checkContainers(wave);
  return Promise.all(
    changes.map((change) =>
      change.op === 'prune'
        ? deleteObject(change.object, context, signal)
        : Promise.resolve<Outcome>({
            key: change.object.key,
            status: 'kept',
            message: 'by now it holds something else',
          }),
    ),
  );
}

/** The custom resources that do not go, as a reason to stop; null where there are none. */
async function remaining(
  wave: Wave,
  context: PruneContext,
  signal: AbortSignal,
): Promise<string | null> {
  if (wave.name !== 'custom-resources' || context.dryRun) return null;
  const left = await awaitGone(
    wave.prunes.map(({ object }) => object),
    { ...context, deadlineMilliseconds: CUSTOM_RESOURCE_MILLISECONDS },
    signal,
  );
  if (left.length === 0) return null;
  return `${left.map(({ key }) => showKey(key)).join(', ')} still there after 60 seconds: its operator must clear the finalizers first`;
}

function stay(wave: Wave, reason: string): readonly Outcome[] {
  return wave.prunes.map(({ object }) => ({ key: object.key, status: 'kept', message: reason }));
}
