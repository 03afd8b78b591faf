import { isNamespace } from '../model/built-in.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, objectAt, textAt, textsAt } from '../model/json-path.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { ObjectKey } from '../model/object-key.ts';
import type { Lingering } from '../model/readiness.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { awaitGone, type GoneContext } from './await-gone.ts';
import { saysGone } from './says-gone.ts';

/** Waits until deleted objects are gone; returns those that remain at the deadline, with what holds them. */
export async function awaitDeletion(
  objects: readonly LiveObject[],
  context: GoneContext,
  signal: AbortSignal,
): Promise<readonly Lingering[]> {
  const left = await awaitGone(objects, context, signal);
  const late = context.clock.timeout(EXPLAIN_MILLISECONDS);
  const looking = AbortSignal.any([signal, late]);
  const explained = await Promise.all(left.map((object) => explain(object, context.api, looking)));
  return explained.flat();
}

/** The wait is over: why something remains may take no long wait of its own. */
const EXPLAIN_MILLISECONDS = 3000;

async function explain(
  object: LiveObject,
  api: KubeApi,
  signal: AbortSignal,
): Promise<readonly Lingering[]> {
  try {
    return await lookWhy(object, api, signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ key: object.key, why: `it cannot be looked at: ${error.message}` }];
  }
}

/** Nothing for an object that has gone meanwhile. */
async function lookWhy(
  { key, type, uid }: LiveObject,
  api: KubeApi,
  signal: AbortSignal,
): Promise<readonly Lingering[]> {
  const answer = await api.read(type, key.namespace, key.name, signal);
  if (!answer.ok)
    return (await saysGone(answer.error, type, () => api.discover(signal)))
      ? []
      : [{ key, why: `it cannot be looked at: ${answer.error.message}` }];
  if (textAt(answer.value, 'metadata', 'uid') !== uid) return [];
  const finalizers = textsAt(answer.value, 'metadata', 'finalizers');
  if (finalizers.length > 0)
    return [{ key, why: `held by its finalizers: ${finalizers.join(', ')}` }];
  return [{ key, why: unheld(key, answer.value) }];
}

/** What an object without finalizers waits for. */
function unheld(key: ObjectKey, object: JsonObject): string {
  if (isNamespace(key))
    return remainingContents(object) || 'its controller has yet to remove what it holds';
  if (key.group === '' && key.kind === 'Pod') return 'its node has yet to stop its containers';
  return 'it has no finalizers: Kubernetes has yet to remove it';
}

/**
 * What keeps a Namespace, in the words of its controller.
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/#NamespaceStatus
 */
function remainingContents(namespace: JsonObject): string {
  return listAt(objectAt(namespace, 'status'), 'conditions')
    .filter(isJsonObject)
    .filter((condition) => condition['status'] === 'True')
    .map((condition) => textAt(condition, 'message'))
    .join('; ');
}
