import type { LiveObject } from '../model/managed-object.ts';
import { showKey } from '../model/object-key.ts';
import type { Keep, Prune, PruneChange } from '../model/plan.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import { asIfReleased, massPruneReason } from '../plan/check-mass-prune.ts';
import type { RolloutContext } from './apply-plan.ts';
import { massFacts } from './check-before-writes.ts';

/**
 * Asks about every Namespace and CustomResourceDefinition that stays only for what others put there:
 * one that is called by its name goes, with exactly the contents that were shown. Gives the context
 * with what was decided. What is in use, or could not be seen, is never asked about, nor what would
 * make the run one that deletes most of a deployment.
 */
export async function releaseContainers(
  context: RolloutContext,
  signal: AbortSignal,
): Promise<RolloutContext> {
  let decided = context;
  for (const change of context.plan.changes)
    if (isFilled(change) && (await mayGo(change, decided, signal)))
      decided = release(change, decided);
  return decided;
}

/** A container that nothing but foreign contents keeps. */
interface Filled extends Keep {
  readonly reason: { readonly type: 'contents'; readonly contents: readonly LiveObject[] };
}

function isFilled(change: PruneChange): change is Filled {
  return change.op === 'keep' && change.reason.type === 'contents';
}

async function mayGo(
  container: Filled,
  context: RolloutContext,
  signal: AbortSignal,
): Promise<boolean> {
  const { story, session } = context;
  const { object, reason } = container;
  const guard = guardAgainst(container, context);
  if (guard === null)
    return story.confirmByName(
      { object, contents: reason.contents, address: session.address },
      signal,
    );
  const name = showKey(object.key);
  story.warn(`${name} stays: ${guard}`, `With --allow-mass-prune you are asked about it.`);
  return false;
}

/** The guard against mass deletion, as if the container went too. */
function guardAgainst(container: Filled, context: RolloutContext): string | null {
  if (context.request.allowMassPrune) return null;
  const { changes, ...facts } = massFacts(context);
  const released = withContents(container, context);
  return massPruneReason({ ...facts, changes: asIfReleased(changes, container, released) });
}

/** The uids of all contents that are let go, with those of one container more. */
function withContents({ reason }: Filled, { plan }: RolloutContext): ReadonlySet<string> {
  return new Set([...plan.released, ...reason.contents.map(({ uid }) => uid)]);
}

function release(container: Filled, context: RolloutContext): RolloutContext {
  const { plan } = context;
  const { object } = container;
  const legacy = object.annotations[OWNER_ANNOTATION] === undefined;
  const prune: Prune = { op: 'prune', object, legacy };
  const changes = plan.changes.map((change) => (change === container ? prune : change));
  return { ...context, plan: { ...plan, changes, released: withContents(container, context) } };
}
