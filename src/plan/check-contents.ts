import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap, LiveObject } from '../model/managed-object.ts';
import { compareKeys, showKey } from '../model/object-key.ts';
import { claimNames, parseOwnerClaim } from '../model/owner-annotation.ts';
import type { KeepReason, Prune } from '../model/plan.ts';
import { OWNER_ANNOTATION } from '../model/release.ts';
import { showType } from '../model/resource-type.ts';
import type { Target } from '../model/target.ts';

/** What a Namespace or CustomResourceDefinition holds, as far as it could be listed. */
export interface Contents {
  readonly objects: readonly LiveObject[];
  readonly gaps: readonly InventoryGap[];
}

/**
 * Decides whether a Namespace or CustomResourceDefinition may go: only if it holds nothing but what
 * is pruned too and what Kubernetes itself puts there. Null: it may.
 * `allowForeign` lets go what nobody claims, never what the release or another deployment uses.
 */
export function reasonToKeepContainer(
  container: Prune,
  contents: Contents,
  plan: {
    readonly prunes: readonly Prune[];
    readonly targets: readonly Target[];
    readonly deployment: string;
    readonly allowForeign: boolean;
  },
): KeepReason | null {
  const going = withDependents(plan.prunes, contents.objects);
  const staying = contents.objects
    .filter((object) => !going.has(object.uid) && !object.terminating)
    .filter((object) => !isIncidental(container, object))
    .sort((a, b) => compareKeys(a.key, b.key));
  const users = [
    ...plan.targets.filter((target) => isWithin(container, target)).map(({ key }) => key),
    ...staying
      .filter((object) => isForeignDeployment(object, plan.deployment))
      .map(({ key }) => key),
  ];
  if (users.length > 0) return { type: 'in-use', by: users.map(showKey) };
  if (plan.allowForeign) return null;
  if (staying.length > 0)
    return { type: 'contents', contents: staying.map(({ key }) => showKey(key)) };
  if (contents.gaps.length === 0) return null;
  return { type: 'contents-unknown', gaps: contents.gaps.map(gapText) };
}

function isWithin({ object }: Prune, { key, type }: Target): boolean {
  return isNamespace(object.key)
    ? key.namespace === object.key.name
    : `${type.plural}.${type.group}` === object.key.name;
}

function isForeignDeployment({ annotations, key }: LiveObject, deployment: string): boolean {
  const value = annotations[OWNER_ANNOTATION];
  const claim = value === undefined ? null : parseOwnerClaim(value);
  return claim !== null && claim.deployment !== deployment && claimNames(claim, key);
}

/** The uids of what is pruned, and of all that its garbage collection takes along. */
function withDependents(
  prunes: readonly Prune[],
  objects: readonly LiveObject[],
): ReadonlySet<string> {
  const going = new Set(prunes.map(({ object }) => object.uid));
  let size = -1;
  while (size !== going.size) {
    size = going.size;
    for (const object of objects)
      if (object.owners.length > 0 && object.owners.every((owner) => going.has(owner.uid)))
        going.add(object.uid);
  }
  return going;
}

const INCIDENTAL_KINDS: ReadonlySet<string> = new Set(['Event', 'Endpoints', 'EndpointSlice']);

/** What Kubernetes puts into every Namespace, or derives from other objects. */
function isIncidental(container: Prune, object: LiveObject): boolean {
  if (!isNamespace(container.object.key)) return false;
  const { kind, name, group } = object.key;
  if (INCIDENTAL_KINDS.has(kind)) return true;
  if (group !== '') return false;
  return (
    (kind === 'ConfigMap' && name === 'kube-root-ca.crt') ||
    (kind === 'ServiceAccount' && name === 'default')
  );
}

function gapText(gap: InventoryGap): string {
  const what = gap.type === null ? `group ${gap.group}` : showType(gap.type);
  return `${what}: ${gap.reason}`;
}
