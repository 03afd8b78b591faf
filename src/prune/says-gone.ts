import { type ApiError, isNotFound, NOT_FOUND } from '../model/api-error.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';

/**
 * Whether an error proves that an object is gone: the API server says so, or it serves the resource no
 * longer, under any version, as after the end of a CustomResourceDefinition. Then it has no object to
 * speak of, and says 404 as a gateway would that leads elsewhere; only discovery tells the two apart.
 */
export async function saysGone(
  error: ApiError,
  type: ResourceType,
  discover: () => Promise<Discovery>,
): Promise<boolean> {
  if (isNotFound(error)) return true;
  return error.status === NOT_FOUND && !isServed(type, await discover());
}

/** What a stale group serves is not known. */
function isServed({ group, plural }: ResourceType, { types, staleGroups }: Discovery): boolean {
  return (
    staleGroups.includes(group) ||
    types.some((type) => type.group === group && type.plural === plural)
  );
}
