import { FORBIDDEN, isNotFound } from '../model/api-error.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { Target } from '../model/target.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { listObjects } from './list-objects.ts';

/** What the server holds under a target's identity. */
export type LookUp =
  | { readonly type: 'found'; readonly object: LiveObject }
  | { readonly type: 'absent' }
  /** The user may not look. */
  | { readonly type: 'unknown'; readonly reason: string }
  /** The server gives no answer, or takes the user for nobody. */
  | { readonly type: 'failed'; readonly reason: string };

/** Up to this many objects of a type are asked for one by one. */
const FEW = 3;

/**
 * Looks at what became of targets: by one list of the release's objects per type where that saves
 * requests, and one by one for those that the list does not hold.
 */
export async function lookUpTargets(
  api: KubeApi,
  targets: readonly Target[],
  checksum: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<Target, LookUp>> {
  const byType = Map.groupBy(targets, ({ type }) => type);
  const results = await Promise.all(
    [...byType.values()].map((some) => lookUpType(api, some, checksum, signal)),
  );
  return new Map(results.flat());
}

async function lookUpType(
  api: KubeApi,
  targets: readonly Target[],
  checksum: string,
  signal: AbortSignal,
): Promise<readonly (readonly [Target, LookUp])[]> {
  const listed = await listRelease(api, targets, checksum, signal);
  return Promise.all(
    targets.map(async (target) => {
      const object = listed.get(keyText(target.key));
      const result: LookUp =
        object === undefined ? await getOne(api, target, signal) : { type: 'found', object };
      return [target, result] as const;
    }),
  );
}

async function listRelease(
  api: KubeApi,
  targets: readonly Target[],
  checksum: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LiveObject>> {
  const [first] = targets;
  if (first === undefined || targets.length <= FEW) return new Map();
  const query = { namespace: '', labelSelector: `${RELEASE_LABEL}=${checksum}` };
  const result = await listObjects(api, first.type, query, signal);
  return new Map(
    result.ok ? result.value.map((object) => [keyText(object.key), object] as const) : [],
  );
}

async function getOne(api: KubeApi, target: Target, signal: AbortSignal): Promise<LookUp> {
  const { type, key } = target;
  const result = await api.get(type, key.namespace, key.name, signal);
  if (result.ok) return { type: 'found', object: result.value };
  const { status, message: reason } = result.error;
  if (isNotFound(result.error)) return { type: 'absent' };
  return { type: status === FORBIDDEN ? 'unknown' : 'failed', reason };
}
