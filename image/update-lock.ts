import { ARCHITECTURES } from './architectures.ts';
import { type Lock, writeLock } from './lock.ts';
import { resolveNode } from './resolve-node.ts';
import { resolvePackages } from './resolve-packages.ts';

/** Pins what Debian and npm have now. */
export async function updateLock(): Promise<void> {
  const locked = async (architecture: (typeof ARCHITECTURES)[number]) => [
    architecture.name,
    { node: await resolveNode(architecture), packages: await resolvePackages(architecture) },
  ];
  const entries: unknown[][] = [];
  for (const architecture of ARCHITECTURES) entries.push(await locked(architecture));
  await writeLock(Object.fromEntries(entries) as Lock);
}
