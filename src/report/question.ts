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
 * that others depend on marked by `!`, and the sum at the end.
 */
export function deletionLines(deletions: Deletions, style: Style): readonly string[] {
  const { prunes } = deletions;
  const groups = [...Map.groupBy(prunes, ({ object }) => object.key.namespace)];
  const width = Math.min(WIDEST, Math.max(...prunes.map((prune) => name(prune).length)));
  const lines = groups.flatMap(([namespace, some]) => [
    ...(groups.length > 1 ? [heading(namespace, some, style)] : []),
    ...some.flatMap((prune) => objectLines(prune, deletions, width, style)),
  ]);
  return [...lines, ...sumLines(deletions)];
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
  const { key } = prune.object;
  const isGrave = isNamespace(key) || isCustomResourceDefinition(key) || holdsData(key);
  const shown = name(prune).padEnd(width);
  const marked = isGrave ? style('red', `! ${shown}`) : `  ${shown}`;
  const line = `${marked}  ${pruneReason(prune)}`;
  const cascade = cascades.get(prune.object) ?? [];
  if (cascade.length === 0) return [line];
  const listed = listedOf(cascade, prunes);
  const some = listed === 0 ? '' : ` (${String(listed)} of them listed here)`;
  return [line, `      ${showCascade(cascade)}${some}`];
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

/** One object alone needs no sum. */
function sumLines({ prunes, cascades }: Deletions): readonly string[] {
  const cascaded = new Set(
    prunes.flatMap(({ object }) => cascades.get(object) ?? []).map(({ uid }) => uid),
  );
  for (const { object } of prunes) cascaded.delete(object.uid);
  if (prunes.length < 2 && cascaded.size === 0) return [];
  const kinds = printableLine(countKinds(prunes.map(({ object }) => object.key)));
  const more = cascaded.size === 0 ? '' : `, and with them ${String(cascaded.size)} more`;
  return [`${count(prunes.length, 'object')}: ${kinds}${more}`];
}

/** The cluster for people: its URL and the context that leads there. */
export function showCluster({ server, context }: ClusterAddress): string {
  const name = context === null ? '' : ` (context ${printableLine(context)})`;
  return `${printableLine(server ?? 'the cluster')}${name}`;
}
