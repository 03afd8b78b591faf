import type { ConcourseSettings } from '../../../../model/concourse-backups.ts';

/**
 * How the image concourse-k0sctl has written backups, by its variables; an empty one is as one that is not
 * set.
 * @param cipher as the command line has it; null where it does not
 */
export function concourseSettings(
  env: Readonly<Record<string, string | undefined>>,
  cipher: string | null,
): ConcourseSettings {
  return {
    backupDirectory: env['K0SCTL_DIR_BAK'] || 'backup',
    restoreDirectory: env['K0SCTL_DIR_RES'] || 'restore',
    prefix: env['K0SCTL_PREFIX_BAK'] || 'k0s_backup',
    suffix: env['K0SCTL_SUFFIX_BAK'] || 'tar.gz',
    cipher: cipher ?? (env['K0SCTL_ENC_CIPHER'] || 'chacha20'),
  };
}
