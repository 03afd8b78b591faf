import type { BackupState } from './backup-record.ts';

/** Why a backup does not count, in words. */
export function whyNot(state: BackupState): string {
  switch (state.type) {
    case 'refused':
      return state.reason;
    case 'incomplete':
      return state.isSigned
        ? 'it has a signature and no manifest: its run was interrupted as it ended, or somebody removed the manifest'
        : 'its run was interrupted before it was verified, or is still at it';
    case 'verified':
      return 'it counts';
  }
}
