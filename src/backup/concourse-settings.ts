import type { ConcourseSettings } from '../model/concourse-backups.ts';

/** Reads the variables of the image concourse-k0sctl, an empty one as one that is not set. */
export function readConcourseSettings(
  env: Readonly<Record<string, string | undefined>>,
): ConcourseSettings {
  return {
    backupDirectory: env['K0SCTL_DIR_BAK'] || 'backup',
    restoreDirectory: env['K0SCTL_DIR_RES'] || 'restore',
    prefix: env['K0SCTL_PREFIX_BAK'] || 'k0s_backup',
    suffix: env['K0SCTL_SUFFIX_BAK'] || 'tar.gz',
    cipher: env['K0SCTL_ENC_CIPHER'] || 'chacha20',
  };
}
