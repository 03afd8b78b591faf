import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { Manifest } from '../model/manifest.ts';
import { count } from './count.ts';
import { printableLine } from './printable.ts';
import { showCluster } from './question.ts';

/** What was checked by schemas, and what was not, in one line. */
export function schemasLine(
  verdict: { readonly checked: number; readonly skipped: readonly Manifest[] },
  kubernetes: string,
): string {
  const { checked, skipped } = verdict;
  const kinds = [...new Set(skipped.map(({ kind }) => kind))].sort();
  const rest =
    kinds.length === 0 ? '' : `, ${String(skipped.length)} skipped (${kinds.join(', ')})`;
  return printableLine(
    `schemas of Kubernetes ${kubernetes}: ${count(checked, 'manifest')} checked${rest}`,
  );
}

/** What was saved of which cluster, and what it has no schemas of. */
export function savedLines(saved: {
  readonly kubernetes: string;
  readonly kinds: number;
  readonly files: ReadonlyMap<string, string>;
  readonly address: ClusterAddress;
  readonly missing: readonly string[];
  readonly staleGroups: readonly string[];
}): readonly string[] {
  const { kubernetes, kinds, files, address, missing, staleGroups } = saved;
  return [
    `saved ${count(kinds, 'kind')} of Kubernetes ${kubernetes} in ${count(files.size, 'file')}, from ${showCluster(address)}`,
    ...missing.map((kind) => `warning: the cluster has no schema of ${kind}`),
    ...staleGroups.map(
      (group) => `warning: the cluster cannot tell what is in ${group}, which is left out`,
    ),
  ].map(printableLine);
}
