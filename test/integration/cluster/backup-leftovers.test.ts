import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms, standInK0sctl } from '../../support/lab/k0sctl-programs.ts';
import type { LabTool } from '../../support/lab/lab-hostgroup.ts';
import { type BackupLab, startBackupLab } from '../../support/lab/start-backup-lab.ts';
import { canStartLab, type Lab } from '../../support/lab/start-lab.ts';

const LONG = 180_000;

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let backupLab: BackupLab;
  let lab: Lab;
  let tool: LabTool;

  beforeAll(async () => {
    backupLab = await startBackupLab(K0SCTL);
    ({ lab, tool } = backupLab);
  }, LONG);

  afterAll(() => backupLab.stop());

  // Nobody can kill the real one at the moment when it has an archive on a host.
  test.skipIf(K0SCTL !== standInK0sctl)(
    'the archive that a killed k0sctl leaves on a host is removed, by backups and by drills',
    async () => {
      await lab.setKnob('ctrl1', 'archive-stays');
      const backup = await tool.run('cluster', 'backup');
      await lab.clearKnob('ctrl1', 'archive-stays');
      await lab.setKnob('spare', 'archive-stays');
      const drill = await tool.run('cluster', 'drill');
      await lab.clearKnob('spare', 'archive-stays');

      expect(backup).toMatchObject({ exitCode: 0 }); // By the other controller.
      expect(backup.stderr).toMatch(
        /ctrl1: removed what k0sctl left: \/tmp\/tmp\.\w+\/k0s_backup\S+\.tar\.gz$/m,
      );
      expect(await backupLab.left('ctrl1')).toBe('');
      expect(drill).toMatchObject({ exitCode: 1 });
      expect(drill.stderr).toMatch(/: removed what k0sctl left: \/tmp\/tmp\.\w+\/k0s_backup/);
      expect(await backupLab.left('spare')).toBe('');
    },
    LONG,
  );

  test('an archive that was on a host before stays, and is told with host and file', async () => {
    const file = '/tmp/tmp.aB3dE6gH9i/k0s_backup_2026-03-01T12_00_00_000Z.tar.gz';
    await lab.run('ctrl1', `mkdir -m 700 /tmp/tmp.aB3dE6gH9i && echo keys >${file}`);
    const { exitCode, stderr } = await tool.run('cluster', 'backup');
    const left = await backupLab.left('ctrl1');

    expect(exitCode).toBe(0);
    expect(stderr).toContain(`ctrl1: ${file} was there before, and has the keys`);
    expect(stderr).toContain(`rm -- ${file}`);
    expect(left.trim()).toBe(file);
    await lab.run('ctrl1', 'rm -r /tmp/tmp.aB3dE6gH9i');
  });
});
