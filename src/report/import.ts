import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { LeftOut } from '../model/left-out.ts';
import { showKey } from '../model/object-key.ts';
import { count } from './count.ts';
import { showCluster } from './question.ts';

/** What to mind where Secrets are in a module. */
export function secretsWarning(manifests: readonly ImportedManifest[]): string {
  const named = manifests.map(({ key, place }) => `- ${showKey(key)} (${place})`);
  return [
    'the module holds the values of Secrets, readable for everyone who sees it:',
    ...named,
    'Keep it out of Git, or take these manifests out of it.',
  ].join('\n');
}

/** How many live objects are not in the module, by reason. */
export function leftOutLines(objects: readonly LeftOut[]): readonly string[] {
  const byReason = Map.groupBy(objects, ({ reason }) => reason);
  return [...byReason].map(
    ([reason, some]) => `left out: ${count(some.length, 'object')} ${reason}`,
  );
}

/** Where live objects are taken from. */
export function sourceLine(address: ClusterAddress, namespace: string): string {
  const where = namespace === '' ? 'all namespaces' : `namespace ${namespace}`;
  return `${showCluster(address)}, ${where}`;
}

/** The objects whose defaults are unknown, by reason. */
export function defaultsLines(objects: readonly LeftOut[]): readonly string[] {
  return objects.map(({ key, reason }) => `${showKey(key)}: ${reason}`);
}
