import type { LiveObject } from '../model/managed-object.ts';
import type { Keep, KeepReason, Prune, PruneChange } from '../model/plan.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import type { RolloutContext } from './apply-plan.ts';

/**
 * Asks about every Namespace and CustomResourceDefinition that stays only for what others put there:
 * one that is called by its name goes, with exactly the contents that were shown. Gives the context
 * with what was decided. What is in use, or could not be seen, is never asked about.
 */
export async function releaseContainers(
  context: RolloutContext,
  signal: AbortSignal,
): Promise<RolloutContext> {
  const { plan, story, session } = context;
  const changes: PruneChange[] = [];
  const released = new Set(plan.released);
  for (const change of plan.changes) {
    const foreign = change.op === 'keep' ? foreignContents(change.reason) : [];
    const question = { object: change.object, contents: foreign, address: session.address };
    const goes = foreign.length > 0 && (await story.confirmByName(question, signal));
    changes.push(goes && change.op === 'keep' ? release(change) : change);
    if (goes) for (const { uid } of foreign) released.add(uid);
  }
  return { ...context, plan: { ...plan, changes, released } };
}

function foreignContents(reason: KeepReason): readonly LiveObject[] {
  return reason.type === 'contents' ? reason.contents : [];
}

function release({ object }: Keep): Prune {
  const legacy = object.annotations[OWNER_ANNOTATION] === undefined;
  return { op: 'prune', object, legacy };
}
