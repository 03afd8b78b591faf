import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { LeftOut } from '../model/left-out.ts';
import { showKey } from '../model/object-key.ts';
import { count } from './count.ts';

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
