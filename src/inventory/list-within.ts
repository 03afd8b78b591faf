import { FORBIDDEN } from '../model/api-error.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { ApiResult, KubeApi } from '../ports/kube-api.ts';
import { listObjects, TOO_LONG } from './list-objects.ts';

/** Stands for all namespaces, and for what has none. */
export const EVERYWHERE = '';

/** A type's objects in one of the namespaces that were listed. */
export type ListedWithin = (namespace: string) => ApiResult<readonly LiveObject[]>;

/**
 * Lists a type in some namespaces, one of which may be `EVERYWHERE`, in as few requests as it takes:
 * in a list of all namespaces where several are asked for, unless the user may list only some, or that
 * list has more pages than there are namespaces.
 */
export async function listWithin(
  api: KubeApi,
  type: ResourceType,
  namespaces: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ListedWithin> {
  const list = (namespace: string, pages?: number) =>
    listObjects(
      api,
      type,
      { namespace, labelSelector: '', ...(pages === undefined ? {} : { pages }) },
      signal,
    );
  const [only = EVERYWHERE] = namespaces;
  if (namespaces.size === 1 && only !== EVERYWHERE) {
    const result = await list(only);
    return () => result;
  }
  const all = await list(EVERYWHERE, namespaces.has(EVERYWHERE) ? undefined : namespaces.size);
  if (all.ok) return within(all.value);
  if (all.error.status !== FORBIDDEN && all.error.reason !== TOO_LONG) return () => all;
  const each = new Map(
    await Promise.all([...namespaces].map(async (name) => [name, await list(name)] as const)),
  );
  return (namespace) => each.get(namespace) ?? all;
}

function within(objects: readonly LiveObject[]): ListedWithin {
  const byNamespace = Map.groupBy(objects, ({ key }) => key.namespace);
  return (namespace) => ({
    ok: true,
    value: namespace === EVERYWHERE ? objects : (byNamespace.get(namespace) ?? []),
  });
}
