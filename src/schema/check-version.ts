import { Failure } from '../model/failure.ts';

/**
 * Throws where the schemas are of another version of Kubernetes than the one that the release is meant
 * for: they would let pass what its cluster refuses. `wanted` may leave out the end: `1.36`.
 */
export function checkVersion(wanted: string | null, saved: string, directory: string): void {
  if (wanted === null) return;
  const [parts, given] = [partsOf(saved), partsOf(wanted)];
  if (given.every((part, index) => part === parts[index])) return;
  throw new Failure({
    code: 'schemas-of-another-version',
    message: `kubernixos.version is ${JSON.stringify(wanted)}, and the schemas in ${directory} are of Kubernetes ${saved}`,
    hint: 'Save them again from the cluster that this is meant for (kubernixos schemas --out DIR), or correct the version.',
  });
}

/** `v1.36.3` → `1`, `36`, `3`. */
function partsOf(version: string): readonly string[] {
  return version.replace(/^v/, '').split('.');
}
