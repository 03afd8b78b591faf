import type { ManagedObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import { keyText, showKey } from '../model/object-key.ts';
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
  /** A last look at a Namespace or CustomResourceDefinition, when all before it has been `deleted`. */
  readonly checkContainers: (
    wave: Wave,
    deleted: readonly Prune[],
  ) => Promise<readonly (Prune | Keep)[]>;
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
  const deleted: Prune[] = [];
  let blocked: string | null = null;
  for (const wave of waves) {
    const some: readonly Outcome[] =
      blocked === null ? await pruneWave(wave, deleted, context, signal) : stay(wave, blocked);
    context.onOutcomes(some);
    outcomes.push(...some);
    const gone = deletedOf(wave, some);
    deleted.push(...gone);
    blocked ??= await remaining(wave, gone, context, signal);
  }
  return outcomes;
}

async function pruneWave(
  wave: Wave,
  deleted: readonly Prune[],
  context: PruneContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const changes = await context.checkContainers(wave, deleted);
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
  if (wave.name !== 'custom-resources' || context.dryRun) return null;
  const staying = wave.prunes.filter((prune) => !deleted.includes(prune));
  if (staying.length > 0)
    return `${showKeys(staying.map(({ object }) => object))} stays, and so does what its operator needs`;
  const left = await awaitGone(
    deleted.map(({ object }) => object),
    { ...context, deadlineMilliseconds: CUSTOM_RESOURCE_MILLISECONDS },
    signal,
  );
  if (left.length === 0) return null;
  return `${showKeys(left)} still there after 60 seconds: its operator must clear the finalizers first`;
}

function showKeys(objects: readonly ManagedObject[]): string {
  return objects.map(({ key }) => showKey(key)).join(', ');
}

function stay(wave: Wave, reason: string): readonly Outcome[] {
  return wave.prunes.map(({ object }) => ({ key: object.key, status: 'kept', message: reason }));
}
