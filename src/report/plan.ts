import { isNamespace } from '../model/built-in.ts';
import type { InventoryGap } from '../model/managed-object.ts';
import { type ObjectKey, showKey } from '../model/object-key.ts';
import { parseOwnerClaim } from '../model/owner-annotation.ts';
import { isNews, type Keep, type KeepReason, type Prune } from '../model/plan.ts';
import { showGap } from '../model/show-gap.ts';
import { printableLine } from './printable.ts';

/** Why an object is to go, and where it comes from. */
export function pruneReason({ object, legacy }: Omit<Prune, 'op'>): string {
  const release = `release ${object.checksum.slice(0, 12)}`;
  const origin = legacy ? `the original kubernixos, ${release}` : release;
  return `no longer in the manifests (applied by ${origin})`;
}

/** One line per object that looks unwanted and stays, where a person may want to know. */
export function keepLines(keeps: readonly Keep[]): readonly string[] {
  return keeps
    .filter(isNews)
    .map((keep) => printableLine(`${showKey(keep.object.key)}: ${keepReason(keep)}`));
}

/** Why an object stays, for people. */
export function keepReason({ reason, object: { key } }: Kept): string {
  switch (reason.type) {
    case 'not-applied':
      return 'in the manifests, but not applied by this release';
    case 'other-deployment':
      return `belongs to deployment ${reason.deployment}`;
    case 'owned':
      return `belongs to ${reason.by}`;
    case 'copied-annotation':
      return copied(reason.from, key);
    case 'copied-label':
      return 'its label is a copy';
    case 'unclear':
      return `nothing shows that kubernixos set its label (field managers: ${reason.managers.join(', ') || 'none recorded'}); if it is ours, --adopt prunes it`;
    case 'retained':
      return `retained by its annotation ${reason.by}`;
    case 'built-in-namespace':
      return 'a Namespace of Kubernetes itself is never deleted';
    case 'out-of-scope':
      return 'outside -n or -l';
    case 'terminating':
      return `deleted already, and waits for ${holders(reason.finalizers, key)}`;
    case 'other-release':
      return `release ${reason.checksum.slice(0, 12)} has applied it meanwhile`;
    case 'other-label':
      return `its label kubernixos is ${reason.value}, no checksum of a release: it is not ours`;
    case 'maybe-in-release':
      return `may be in the release: the objects of ${reason.group} could not be listed; run it again when they can`;
    case 'in-use':
      return `still used by ${some(reason.by)}; it can go when these are gone`;
    case 'contents':
      return `still holds ${some(reason.contents.map(({ key }) => showKey(key)))}; to delete it with all that, type its name at the prompt, or use --allow-foreign-contents`;
    case 'contents-unknown':
      return `what it holds could not be listed in full (${some(reason.gaps)}); it can go when that is known`;
  }
}

interface Kept {
  readonly object: { readonly key: ObjectKey };
  readonly reason: KeepReason;
}

/** An object whose manifest named no namespace may have been deployed to another than this run's. */
function copied(claim: string, { name, namespace }: ObjectKey): string {
  const key = parseOwnerClaim(claim)?.key;
  return key?.namespace === '' && key.name === name
    ? `its owner annotation is a copy, or it was deployed to another namespace than this run's: then -n ${namespace} prunes it`
    : `its owner annotation is a copy: ${claim}; to hear no more of it, remove its label kubernixos`;
}

/** A Namespace waits for its contents without a finalizer in its metadata. */
function holders(finalizers: readonly string[], key: ObjectKey): string {
  return finalizers.length === 0 && isNamespace(key)
    ? 'what it holds'
    : `its finalizers (${finalizers.join(', ') || 'none left'})`;
}

const FEW = 5;

function some(items: readonly string[]): string {
  const rest = items.length - FEW;
  return items.slice(0, FEW).join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}

/** One line per resource type that could not be listed. */
export function gapLines(gaps: readonly InventoryGap[]): readonly string[] {
  return gaps.map((gap) => printableLine(showGap(gap)));
}
