import type { BackupManifest } from '../model/backup-manifest.ts';
import { showAge } from '../model/show-age.ts';

/**
 * What is about to be restored, a line each.
 * @param now in milliseconds since 1970
 */
export function restoreLines(
  { name, cluster, clusterUid, time, k0sVersion }: BackupManifest,
  differences: readonly string[],
  now: number,
): readonly string[] {
  return [
    `${cluster} is restored from ${name}:`,
    `  - taken ${time}, ${showAge(now - Date.parse(time))} ago; what happened since is lost`,
    `  - cluster ${clusterUid ?? 'unknown'}, k0s ${k0sVersion ?? 'unknown'}`,
    ...differences.map((difference) => `  - ${difference}`),
  ];
}
