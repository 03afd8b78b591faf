import { chooseObjects } from '../import/live/choose-objects.ts';
import { cleanObject } from '../import/live/clean-object.ts';
import { dropDefaults } from '../import/live/drop-defaults.ts';
import { findDefaults } from '../import/live/find-defaults.ts';
import { matchKinds } from '../import/live/match-kinds.ts';
import { staleGap } from '../inventory/gaps.ts';
import { listObjects } from '../inventory/list-objects.ts';
import { prunableTypes } from '../inventory/take-inventory.ts';
import { type ApiError, FORBIDDEN, isNotFound } from '../model/api-error.ts';
import { isSystemNamespace } from '../model/built-in.ts';
import { Failure } from '../model/failure.ts';
import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { LiveQuery } from '../model/import-request.ts';
import { matchesLabels } from '../model/label-selector.ts';
import type { InventoryGap, LiveObject } from '../model/managed-object.ts';
import { showKey } from '../model/object-key.ts';
import { type Discovery, type ResourceType, showType } from '../model/resource-type.ts';
import type { ImportStory } from '../ports/import-story.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import { connect } from './connect.ts';

/** Makes manifests of live objects, as somebody would have written them. Writes nothing to the cluster. */
export async function importCluster(
  query: LiveQuery,
  { kubectl, story }: { readonly kubectl: Kubectl; readonly story: ImportStory },
  signal: AbortSignal,
): Promise<readonly ImportedManifest[]> {
  const { address, connection } = await connect(kubectl, query.cluster, signal, story.progress);
  await using open = connection;
  const discovery = await open.api.discover(signal);
  story.progress(null);
  const types = matchKinds(prunableTypes(discovery), query.kinds);
  const namespace = query.allNamespaces ? '' : (query.namespace ?? address.namespace ?? 'default');
  story.connected(address, namespace);
  const { objects, gaps } = await list(open.api, types, namespace, signal);
  const unseen = [...stale(discovery, query), ...gaps];
  if (unseen.length > 0) story.unseen(unseen);
  const { chosen, leftOut } = chooseObjects(objects.filter((object) => isMeant(object, query)));
  if (leftOut.length > 0) story.leftOut(leftOut);
  return await readAll(open.api, chosen, story, signal);
}

/** Groups of which nothing is known at present; a user who names kinds misses none of them. */
function stale({ staleGroups }: Discovery, { kinds }: LiveQuery): readonly InventoryGap[] {
  return kinds.length === 0 ? staleGroups.map(staleGap) : [];
}

function isMeant({ key, labels }: LiveObject, { allNamespaces, selector }: LiveQuery): boolean {
  return !(allNamespaces && isSystemNamespace(key.namespace)) && matchesLabels(selector, labels);
}

async function list(
  api: KubeApi,
  types: readonly ResourceType[],
  namespace: string,
  signal: AbortSignal,
): Promise<{ readonly objects: readonly LiveObject[]; readonly gaps: readonly InventoryGap[] }> {
  const listing = { namespace, labelSelector: '' };
  const lists = await Promise.all(
    types.map(async (type) => ({ type, result: await listObjects(api, type, listing, signal) })),
  );
  return {
    objects: lists.flatMap(({ result }) => (result.ok ? result.value : [])),
    gaps: lists.flatMap(({ type, result }) => (result.ok ? [] : [toGap(type, result.error)])),
  };
}

/** What the user may not list, others answer for; any other failure would leave out what nobody misses. */
function toGap(type: ResourceType, { status, message }: ApiError): InventoryGap {
  if (status === FORBIDDEN) return { group: type.group, type, reason: message };
  throw new Failure({
    code: 'cannot-list',
    message: `cannot list ${showType(type)}: ${message}`,
    hint: 'Run it again, or name the kinds to import before --cluster, without this one.',
  });
}

async function readAll(
  api: KubeApi,
  objects: readonly LiveObject[],
  story: ImportStory,
  signal: AbortSignal,
): Promise<readonly ImportedManifest[]> {
  const all = await Promise.all(objects.map((object) => readOne(api, object, signal)));
  const read = all.filter((each) => each !== null);
  const refused = read.flatMap(({ manifest, refusal }) =>
    refusal === null ? [] : [{ key: manifest.key, reason: refusal }],
  );
  if (refused.length > 0) story.defaultsKept(refused);
  return read.map(({ manifest }) => manifest);
}

interface Read {
  readonly manifest: ImportedManifest;
  /** Why its defaults could not be told; null where they could. */
  readonly refusal: string | null;
}

/** Null where the object has gone meanwhile. */
async function readOne(api: KubeApi, live: LiveObject, signal: AbortSignal): Promise<Read | null> {
  const { type, key } = live;
  const answer = await api.read(type, key.namespace, key.name, signal);
  if (!answer.ok && isNotFound(answer.error)) return null;
  if (!answer.ok) throw cannotRead(live, answer.error.message);
  const { kept, refusal } = await findDefaults(api, live, answer.value, signal);
  const { object } = dropDefaults(cleanObject(answer.value), kept);
  return { manifest: { key, object, place: 'in the cluster' }, refusal };
}

function cannotRead({ key }: LiveObject, reason: string): Failure {
  return new Failure({ code: 'cannot-read', message: `cannot read ${showKey(key)}: ${reason}` });
}
