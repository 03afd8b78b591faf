/** `v1.34.1+k0s.0`, as k0s writes its versions, whether it was written with a `v` or without. */
export function showK0sVersion(version: string): string {
  return version.startsWith('v') ? version : `v${version}`;
}

/** Below zero where the first is older, zero for equal ones; a release is newer than its candidates. */
export function compareK0sVersions(one: string, other: string): number {
  const left = partsOf(one);
  const right = partsOf(other);
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** Major, minor, patch, the number of a candidate or infinity, and the build of k0s. */
function partsOf(version: string): readonly number[] {
  const { release = '', candidate = '', build = '' } = FORM.exec(version)?.groups ?? {};
  return [
    ...release.split('.').map(Number),
    candidate === '' ? Infinity : Number(candidate),
    Number(build),
  ];
}

const FORM = /^v?(?<release>\d+\.\d+\.\d+)(?:-\w+\.(?<candidate>\d+))?(?:\+k0s\.(?<build>\d+))?/;
