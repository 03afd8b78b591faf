import type { BackupManifest } from '../../src/model/backup-manifest.ts';
import type { VerifiedBackup } from '../../src/model/backup-record.ts';

/** A manifest with what a test says of it. */
export function exampleManifest(more: Partial<BackupManifest> = {}): BackupManifest {
  const name = more.name ?? 'k0s_backup_shop_20260301T120000Z';
  return {
    name,
    cluster: 'shop',
    clusterUid: '0b5f0d5a-4f1e-4a52-9a8d-0d3c6a3d7f10',
    time: '2026-03-01T12:00:00Z',
    k0sVersion: 'v1.34.1+k0s.0',
    storage: 'etcd',
    server: 'https://10.0.0.1:6443',
    configSha256: 'c'.repeat(64),
    archive: { sha256: 'a'.repeat(64), size: 1000 },
    stored: {
      file: `${name}.tar.gz.age`,
      sha256: 'b'.repeat(64),
      size: 1200,
      recipients: ['age1x'],
    },
    replaces: null,
    ...more,
  };
}

/** A backup that counts, taken at a time. */
export function exampleBackup(
  time: string,
  more: Partial<VerifiedBackup['state']> = {},
): VerifiedBackup {
  const name = `k0s_backup_shop_${time.replaceAll(/[-:]/g, '')}`;
  return {
    name,
    size: 2000,
    state: {
      type: 'verified',
      manifest: exampleManifest({ name, time }),
      signer: 'ed25519:us',
      drills: [],
      ...more,
    },
  };
}
