import { holdsData, isCustomResourceDefinition, isNamespace } from '../model/built-in.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { showKey } from '../model/object-key.ts';
import type { Cascades, Prune } from '../model/plan.ts';
import { count } from './count.ts';
import { countKinds } from './count-kinds.ts';
import { pruneReason } from './plan.ts';
import { printableLine } from './printable.ts';
import type { Style } from './style.ts';

/** What is to be deleted, and what goes with it. */
export interface Deletions {
  readonly prunes: readonly Prune[];
  readonly cascades: Cascades;
}

/**
 * Lists deletions for a person who has to agree: every object with its reason, by namespace, those
 * that can take other objects or data along marked by `!`, and the sum at the end.
 */
export function deletionLines(deletions: Deletions, style: Style): readonly string[] {
  const { prunes } = deletions;
  const groups = [...Map.groupBy(prunes, ({ object }) => object.key.namespace)];
  const longest = prunes.reduce((width, prune) => Math.max(width, name(prune).length), 0);
  const width = Math.min(WIDEST, longest);
  const lines = groups.flatMap(([namespace, some]) => [
    ...(groups.length > 1 ? [heading(namespace, some, style)] : []),
    ...some.flatMap((prune) => objectLines(prune, deletions, width, style)),
  ]);
  return [...lines, ...sumLines(deletions, style)];
}

/** Longer names are not aligned. */
const WIDEST = 60;

function heading(namespace: string, prunes: readonly Prune[], style: Style): string {
  const where = namespace === '' ? 'cluster-wide' : `namespace ${printableLine(namespace)}`;
  return style('bold', `${where}: ${count(prunes.length, 'object')}`);
}

function name({ object }: Prune): string {
  return printableLine(showKey(object.key));
}

function objectLines(
  prune: Prune,
  { prunes, cascades }: Deletions,
  width: number,
  style: Style,
): readonly string[] {
  const shown = name(prune).padEnd(width);
  const marked = isGrave(prune) ? style('red', `! ${shown}`) : `  ${shown}`;
  const line = `${marked}  ${printableLine(pruneReason(prune))}`;
  const cascade = cascades.get(prune.object) ?? [];
  if (cascade.length === 0) return [line];
  const listed = listedOf(cascade, prunes);
  const some = listed === 0 ? '' : ` (${String(listed)} of them listed here)`;
  return [line, `      ${showCascade(cascade)}${some}`];
}

/** Whether a deletion can take other objects, or data, along. */
function isGrave({ object: { key } }: Prune): boolean {
  return isNamespace(key) || isCustomResourceDefinition(key) || holdsData(key);
}

/** `with 4 objects in it: 3 ConfigMap, 1 Secret`. */
export function showCascade(cascade: readonly LiveObject[]): string {
  const kinds = countKinds(cascade.map(({ key }) => key));
  return printableLine(`with ${count(cascade.length, 'object')} in it: ${kinds}`);
}

function listedOf(cascade: readonly LiveObject[], prunes: readonly Prune[]): number {
  const uids = new Set(prunes.map(({ object }) => object.uid));
  return cascade.filter(({ uid }) => uids.has(uid)).length;
}

/** One object alone needs no sum. Of many, a person sees nothing but these lines. */
function sumLines(deletions: Deletions, style: Style): readonly string[] {
  const { prunes } = deletions;
  const grave = prunes.filter(isGrave);
  const legacy = prunes.filter((prune) => prune.legacy).length;
  const carried = carriedBy(deletions);
  const kinds = [grave, prunes.filter((prune) => !isGrave(prune))]
    .filter((some) => some.length > 0)
    .map((some) => countKinds(some.map(({ object }) => object.key)));
  const more = carried.length === 0 ? '' : `, and with them ${showCarried(carried)}`;
  const sum = `${count(prunes.length, 'object')}${spread(prunes)}: ${kinds.join(', ')}${more}`;
  return [
    ...(grave.length > 0 ? [style('red', '! can take other objects, or data, along')] : []),
    ...(prunes.length > 1 || carried.length > 0 ? [style('bold', printableLine(sum))] : []),
    ...(prunes.length > 1 && legacy > 0
      ? [`${String(legacy)} of them applied by the original kubernixos`]
      : []),
  ];
}

function spread(prunes: readonly Prune[]): string {
  const namespaces = new Set(prunes.map(({ object }) => object.key.namespace));
  namespaces.delete('');
  return namespaces.size > 1 ? ` in ${count(namespaces.size, 'namespace')}` : '';
}

function showCarried(carried: readonly LiveObject[]): string {
  return `${String(carried.length)} more: ${countKinds(carried.map(({ key }) => key))}`;
}

/** What is not listed itself, and goes with what is listed; each object once. */
function carriedBy({ prunes, cascades }: Deletions): readonly LiveObject[] {
  const listed = new Set(prunes.map(({ object }) => object.uid));
  const carried = prunes
    .flatMap(({ object }) => cascades.get(object) ?? [])
    .filter(({ uid }) => !listed.has(uid));
  return [...new Map(carried.map((object) => [object.uid, object])).values()];
}

/** `Delete 4 objects, and 2 more with them, from https://test:6443 (context test)?` */
export function deletionQuestion(deletions: Deletions, address: ClusterAddress): string {
  const carried = carriedBy(deletions).length;
  const more = carried === 0 ? '' : `, and ${String(carried)} more with them,`;
  return `Delete ${count(deletions.prunes.length, 'object')}${more} from ${showCluster(address)}?`;
}

/** The cluster for people: its URL and the context that leads there. */
export function showCluster({ server, context }: ClusterAddress): string {
  const name = context === null ? '' : ` (context ${printableLine(context)})`;
  return `${printableLine(server ?? 'the cluster')}${name}`;
}
