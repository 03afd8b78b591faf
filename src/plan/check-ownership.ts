import { Failure } from '../model/failure.ts';
import type { ManagedObject } from '../model/managed-object.ts';
import { compareKeys, keyText, showKey } from '../model/object-key.ts';
import { parseOwnerClaim } from '../model/owner-annotation.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import type { Target } from '../model/target.ts';

/**
 * Stops a run whose release holds an object that another deployment manages: the two would
 * overwrite each other for ever. `adopt` takes such objects over.
 */
export function checkOwnership(
  targets: readonly Target[],
  objects: readonly ManagedObject[],
  options: { readonly deployment: string; readonly adopt: boolean },
): void {
  if (options.adopt) return;
  const wanted = new Set(targets.map((target) => keyText(target.key)));
  const foreign = objects
    .filter((object) => object.aliases.some((key) => wanted.has(keyText(key))))
    .map((object) => ({ key: object.key, owner: deploymentOf(object) }))
    .filter(({ owner }) => owner !== null && owner !== options.deployment)
    .sort((a, b) => compareKeys(a.key, b.key));
  if (foreign.length === 0) return;
  throw new Failure({
    code: 'owned-by-other-deployment',
    message: foreign
      .map(({ key, owner }) => `${showKey(key)} belongs to deployment ${String(owner)}`)
      .join('\n'),
    hint: `This release is deployment ${options.deployment}. Remove the objects from one of the two, or take them over with --adopt. Nothing was applied or deleted.`,
  });
}

function deploymentOf(object: ManagedObject): string | null {
  const value = object.annotations[OWNER_ANNOTATION];
  return value === undefined ? null : (parseOwnerClaim(value)?.deployment ?? null);
}
