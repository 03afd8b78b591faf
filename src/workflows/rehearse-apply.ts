import { findPrerequisites } from '../apply/prerequisites.ts';
import { type Rehearsal, rehearseObjects } from '../apply/rehearse-objects.ts';
import type { JsonObject } from '../model/json.ts';
import { compareKeys } from '../model/object-key.ts';
import type { ApplyChange } from '../model/plan.ts';
import { FIELD_MANAGER } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { withoutClientSideLeftovers } from '../plan/client-side-leftovers.ts';
import { decideApply, type Rehearsed } from '../plan/plan-apply.ts';
import { lookUp, type RolloutContext } from './apply-plan.ts';
import { lookBefore, lookBehind, metadataOf, type Seen } from './look-before.ts';

/** So many objects are held whole at a time: as they are, and as they would be. */
const BATCH = 1000;

/**
 * Foretells what apply would do to each object in scope: looks at it, and has the server rehearse
 * the apply. Sorted by key. Writes nothing.
 */
export async function rehearseApply(
  context: RolloutContext,
  signal: AbortSignal,
): Promise<readonly ApplyChange[]> {
  const targets = [...context.plan.inScope].sort((a, b) => compareKeys(a.key, b.key));
  const waits = await findPrerequisites(targets, lookUp(context, signal));
  const changes: ApplyChange[] = [];
  for (let start = 0; start < targets.length; start += BATCH) {
    const batch = targets.slice(start, start + BATCH);
    changes.push(...(await rehearseBatch(batch, waits, context, signal)));
  }
  return changes;
}

async function rehearseBatch(
  targets: readonly Target[],
  /** Why a target cannot be sent yet. */
  waits: ReadonlyMap<Target, string>,
  context: RolloutContext,
  signal: AbortSignal,
): Promise<readonly ApplyChange[]> {
  const looks = targets.map(async (target): Promise<readonly [Target, Seen]> => {
    const note = waits.get(target);
    if (note !== undefined)
      return [target, await lookBehind(context.session, target, note, signal)];
    return [target, await lookBefore(context.session.api, target, signal)];
  });
  const seen = await Promise.all(looks);
  const sendable = seen.filter(([, { type }]) => type === 'live').map(([target]) => target);
  const rehearsals = await rehearse(sendable, context, signal);
  return Promise.all(
    seen.map(async ([target, look]) => {
      const rehearsed = await join(target, look, rehearsals.get(target), context, signal);
      return decideApply(target, rehearsed, managerOf(context));
    }),
  );
}

function rehearse(
  targets: readonly Target[],
  { kubectl, clock, request, session, story }: RolloutContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<Target, Rehearsal>> {
  const run = {
    ...{ kubectl, clock },
    args: request.kubectl,
    roundTripMilliseconds: session.roundTripMilliseconds(),
    openLog: story.openKubectlLog,
  };
  return rehearseObjects(targets, run, signal);
}

/** Controllers may write between the look and the rehearsal; a look at another state is repeated. */
const ATTEMPTS = 5;

/** Joins a look and a rehearsal of the same state of the object. */
async function join(
  target: Target,
  look: Seen,
  rehearsal: Rehearsal | undefined,
  context: RolloutContext,
  signal: AbortSignal,
  attempt = 1,
): Promise<Rehearsed> {
  if (look.type !== 'live') return look;
  const live = look.object;
  if (rehearsal === undefined) return { type: 'refused', message: 'kubectl gave no answer' };
  if (rehearsal.type === 'refused') return refused(live, rehearsal.message);
  const { result } = rehearsal;
  if (isSameState(live, result) || attempt > ATTEMPTS)
    return settle(target, { type: 'accepted', live, result }, context, signal);
  const newer = await lookBefore(context.session.api, target, signal);
  const isLate = newer.type === 'live' && !isSameState(newer.object, result);
  const again = isLate ? (await rehearse([target], context, signal)).get(target) : rehearsal;
  return join(target, newer, again, context, signal, attempt + 1);
}

/** A dry run gives the resourceVersion of the state that it starts from. */
function isSameState(live: JsonObject | null, result: JsonObject): boolean {
  const [before, after] = [live ?? {}, result].map((object) => metadataOf(object));
  return before?.['resourceVersion'] === after?.['resourceVersion'];
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#side-effects */
function refused(live: JsonObject | null, message: string): Rehearsed {
  return message.includes('does not support dry run')
    ? { type: 'unknown', live, note: `what it would become is not known: ${message}` }
    : { type: 'refused', message };
}

type Accepted = Extract<Rehearsed, { readonly type: 'accepted' }>;

/**
 * The first server-side apply over an object of client-side apply drops the fields that the latter
 * alone had set, which a dry run of kubectl does not show. The server is asked once more, so that
 * the defaults of dropped fields come back.
 */
async function settle(
  { type, key }: Target,
  accepted: Accepted,
  context: RolloutContext,
  signal: AbortSignal,
): Promise<Accepted> {
  const { live, result } = accepted;
  const fieldManager = managerOf(context);
  const left = context.request.kubectl.serverSide
    ? withoutClientSideLeftovers(result, fieldManager)
    : null;
  if (left === null || live === null) return accepted;
  const { managedFields = [], ...metadata } = metadataOf(left);
  const { resourceVersion = null } = metadataOf(live);
  const body = { ...left, metadata: { ...metadata, resourceVersion } };
  const place = { namespace: key.namespace, name: key.name, fieldManager };
  const answer = await context.session.api.rehearseReplace(type, body, place, signal);
  if (!answer.ok) return { ...accepted, result: left };
  const settled = { ...metadataOf(answer.value), managedFields };
  return { ...accepted, result: { ...answer.value, metadata: settled } };
}

const CLIENT_SIDE_MANAGER = 'kubectl-client-side-apply';

function managerOf({ request: { kubectl } }: RolloutContext): string {
  return kubectl.fieldManager ?? (kubectl.serverSide ? FIELD_MANAGER : CLIENT_SIDE_MANAGER);
}
