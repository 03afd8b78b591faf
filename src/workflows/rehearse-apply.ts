import { findPrerequisites } from '../apply/prerequisites.ts';
import { type Rehearsal, rehearseObjects } from '../apply/rehearse-objects.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { compareKeys } from '../model/object-key.ts';
import type { ApplyChange } from '../model/plan.ts';
import { FIELD_MANAGER } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import { withoutClientSideLeftovers } from '../plan/client-side-leftovers.ts';
import { decideApply, type Rehearsed } from '../plan/plan-apply.ts';
import type { ApiError } from '../ports/kube-api.ts';
import { lookUp, type RolloutContext } from './apply-plan.ts';

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
  const sent = targets.filter((target) => !waits.has(target));
  const live = await readAll(sent, context, signal);
  const sendable = sent.filter((target) => isSendable(live.get(target)));
  const rehearsals = await rehearse(sendable, context, signal);
  return Promise.all(
    targets.map(async (target) => {
      const seen = live.get(target) ?? { type: 'waits', note: waits.get(target) ?? '' };
      const rehearsed = await join(target, seen, rehearsals.get(target), context, signal);
      return decideApply(target, rehearsed, managerOf(context));
    }),
  );
}

/** What is there before the run: the object, or why nothing can be sent. */
type Seen =
  | { readonly type: 'live'; readonly object: JsonObject | null }
  | Extract<Rehearsed, { readonly type: 'waits' | 'refused' }>;

function isSendable(seen: Seen | undefined): boolean {
  return seen?.type === 'live';
}

async function readAll(
  targets: readonly Target[],
  { session }: RolloutContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<Target, Seen>> {
  const looks = targets.map(async (target) => {
    const { type, key } = target;
    const answer = await session.api.read(type, key.namespace, key.name, signal);
    return [target, answer.ok ? seeLive(answer.value) : seeError(answer.error)] as const;
  });
  return new Map(await Promise.all(looks));
}

/** What is being deleted goes first, and is then created anew. */
function seeLive(object: JsonObject): Seen {
  return metadataOf(object)['deletionTimestamp'] === undefined
    ? { type: 'live', object }
    : { type: 'waits', note: 'it is being deleted, and is applied anew when it has gone' };
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

const NOT_FOUND = 404;

function seeError({ status, message }: ApiError): Seen {
  return status === NOT_FOUND
    ? { type: 'live', object: null }
    : { type: 'refused', message: `what is there cannot be read: ${message}` };
}

function rehearse(
  targets: readonly Target[],
  { kubectl, request, story }: RolloutContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<Target, Rehearsal>> {
  const onStderr = story.openKubectlLog();
  return rehearseObjects(targets, { kubectl, args: request.kubectl, onStderr }, signal);
}

async function join(
  target: Target,
  seen: Seen,
  rehearsal: Rehearsal | undefined,
  context: RolloutContext,
  signal: AbortSignal,
): Promise<Rehearsed> {
  if (seen.type !== 'live') return seen;
  const live = seen.object;
  if (rehearsal === undefined) return { type: 'refused', message: 'kubectl gave no answer' };
  if (rehearsal.type === 'accepted') {
    const accepted = { ...rehearsal, live };
    return { ...accepted, result: await settle(target, accepted, context, signal) };
  }
  return knowsNoDryRun(rehearsal.message)
    ? { type: 'unknown', live, note: `what it would become is not known: ${rehearsal.message}` }
    : rehearsal;
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#side-effects */
function knowsNoDryRun(message: string): boolean {
  return message.includes('does not support dry run');
}

type Accepted = Extract<Rehearsed, { readonly type: 'accepted' }>;

/**
 * The first server-side apply over an object of client-side apply drops the fields that the latter
 * alone had set, which a dry run of kubectl does not show. The server is asked once more, so that
 * the defaults of dropped fields come back.
 */
async function settle(
  { type, key }: Target,
  { live, result }: Accepted,
  context: RolloutContext,
  signal: AbortSignal,
): Promise<JsonObject> {
  const left = context.request.kubectl.serverSide ? withoutClientSideLeftovers(result) : null;
  if (left === null || live === null) return result;
  const { managedFields, ...metadata } = metadataOf(left);
  const { resourceVersion = null } = metadataOf(live);
  const body = { ...left, metadata: { ...metadata, resourceVersion } };
  const place = { namespace: key.namespace, name: key.name, fieldManager: managerOf(context) };
  const answer = await context.session.api.rehearseReplace(type, body, place, signal);
  if (!answer.ok) return left;
  return {
    ...answer.value,
    metadata: { ...metadataOf(answer.value), managedFields: managedFields ?? [] },
  };
}

const CLIENT_SIDE_MANAGER = 'kubectl-client-side-apply';

function managerOf({ request: { kubectl } }: RolloutContext): string {
  return kubectl.fieldManager ?? (kubectl.serverSide ? FIELD_MANAGER : CLIENT_SIDE_MANAGER);
}
