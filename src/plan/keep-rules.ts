import { isBuiltInNamespace, isNamespace } from '../model/built-in.ts';
import type { InventoryGap, ManagedObject } from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
import { LEGACY_DEPLOYMENT } from '../model/owner-annotation.ts';
import type { KeepReason } from '../model/plan.ts';
import { FIELD_MANAGER, isChecksum, OWNER_ANNOTATION } from '../model/release.ts';
import { inScope } from '../model/scope.ts';
import { claimOf, isCopied } from './claims.ts';
import type { Facts } from './prune-policy.ts';
import { retainedBy } from './retention.ts';

/** Why an object stays; null where the rule has nothing against its end. */
export type KeepRule = (object: ManagedObject, facts: Facts) => KeepReason | null;

/**
 * What keeps an object that carries another release's label. The first rule that speaks gives the
 * reason; an object on which all are silent is pruned.
 */
export const KEEP_RULES = {
  /** An identity of the release is never deleted, whatever its label and whatever group shows it. */
  'in the manifests': ({ aliases }, { release }) =>
    aliases.some((key) => release.keys.has(keyText(key))) ? { type: 'not-applied' } : null,

  /** The release holds the same kind and name in a group whose objects could not be listed. */
  'maybe in the manifests': (object, facts) => {
    const group = unseenGroup(object, facts);
    return group === undefined ? null : { type: 'maybe-in-release', group };
  },

  'label of something else': ({ checksum }) =>
    isChecksum(checksum) ? null : { type: 'other-label', value: checksum },

  /** What a controller made and keeps is the controller's, whatever it copied onto it. */
  'owned by a controller': ({ owners }) => {
    const owner = owners.find(({ controller }) => controller);
    return owner === undefined ? null : { type: 'owned', by: `${owner.kind} ${owner.name}` };
  },

  'copied annotation': (object, facts) =>
    isCopied(object, facts)
      ? { type: 'copied-annotation', from: object.annotations[OWNER_ANNOTATION] ?? '' }
      : null,

  'other deployment': (object, { policy }) => {
    const deployment = claimOf(object)?.deployment ?? LEGACY_DEPLOYMENT;
    return deployment === policy.deployment ? null : { type: 'other-deployment', deployment };
  },

  /** Controllers copy a Service's labels to these kinds, and do not always leave an owner. */
  'copied label': (object, facts) => {
    if (!COPIED_KINDS.has(object.key.kind) || isLabelOurs(object, facts)) return null;
    const managers = object.labelManagers;
    return managers.length > 0 ? { type: 'copied-label' } : { type: 'unclear', managers };
  },

  /** Operators copy labels to what they make: only a label that we set counts. */
  'unclear label': (object, facts) => {
    if (isLabelOurs(object, facts) || (facts.policy.adopt && isAdoptable(object))) return null;
    return { type: 'unclear', managers: object.labelManagers };
  },

  'out of scope': ({ key, labels }, { policy }) =>
    inScope(policy.scope, key, labels) ? null : { type: 'out-of-scope' },

  'being deleted': ({ terminating, finalizers }) =>
    terminating ? { type: 'terminating', finalizers } : null,

  'built-in Namespace': ({ key }) =>
    isNamespace(key) && isBuiltInNamespace(key.name) ? { type: 'built-in-namespace' } : null,

  retained: ({ annotations }) => {
    const by = retainedBy(annotations);
    return by === null ? null : { type: 'retained', by };
  },
} as const satisfies Readonly<Record<string, KeepRule>>;

export type KeepRuleName = keyof typeof KEEP_RULES;

function unseenGroup({ key }: ManagedObject, { release, inventory }: Facts): string | undefined {
  const isHidden = (group: string, gap: InventoryGap) =>
    gap.group === group && (gap.type === null || gap.type.kind === key.kind);
  const groups = release.groups.get(keyText({ ...key, group: '' })) ?? [];
  return groups.find((group) => inventory.gaps.some((gap) => isHidden(group, gap)));
}

const COPIED_KINDS: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice']);

const OUR_MANAGERS: readonly string[] = [
  FIELD_MANAGER,
  'kubectl',
  'kubectl-client-side-apply',
] as const;

function isLabelOurs({ labelManagers }: ManagedObject, { policy }: Facts): boolean {
  const ours = [...OUR_MANAGERS, ...policy.fieldManagers];
  return labelManagers.some((manager) => ours.includes(manager));
}

/** What `--adopt` may take for ours although nothing shows that we set the label. */
function isAdoptable({ annotations, labelManagers }: ManagedObject): boolean {
  return (
    annotations[OWNER_ANNOTATION] !== undefined ||
    labelManagers.every((manager) => manager.startsWith('kubectl'))
  );
}
