import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import type { LabTool } from '../../support/lab/lab-hostgroup.ts';
import { type BackupLab, controllers, startBackupLab } from '../../support/lab/start-backup-lab.ts';
import { canStartLab, type Lab } from '../../support/lab/start-lab.ts';

const LONG = 180_000;
const TWO_DAYS_AGO = Date.now() / 1000 - 2 * 86_400;
const ONE = '{ backup.retention = { last = 1; daily = 0; weekly = 0; monthly = 0; }; }';

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let backupLab: BackupLab;
  let lab: Lab;
  let tool: LabTool;

  beforeAll(async () => {
    backupLab = await startBackupLab(K0SCTL);
    ({ lab, tool } = backupLab);
  }, LONG);

  afterAll(() => backupLab.stop());

  beforeEach(async () => {
    await backupLab.clearStore();
    await rm(join(tool.dir, 'more.nix'), { force: true });
    for (let count = 0; count < 2; count++)
      expect(await tool.run('cluster', 'backup')).toMatchObject({ exitCode: 0 });
    await writeFile(join(tool.dir, 'more.nix'), ONE);
  }, LONG);

  test(
    'a backup lets older ones go as the retention has it, and only once it counts itself',
    async () => {
      const before = await backupLab.backups();
      for (const host of controllers) await lab.setKnob(host, 'no-ca-key');
      const failed = await tool.run('cluster', 'backup');
      for (const host of controllers) await lab.clearKnob(host, 'no-ca-key');
      const afterFailure = await backupLab.backups();
      const good = await tool.run('cluster', 'backup');
      const after = await backupLab.backups();

      expect(before).toHaveLength(2);
      expect(failed).toMatchObject({ exitCode: 1 });
      expect(afterFailure).toEqual(before);
      expect(good).toMatchObject({ exitCode: 0 });
      for (const name of before)
        expect(good.stderr).toContain(`${name}: removed, as the retention has it`);
      expect(after).toHaveLength(1);
      expect(before).not.toContain(after[0]);
    },
    LONG,
  );

  test(
    'prune says what would go, and then removes that and what interrupted runs left',
    async () => {
      const abandoned = 'k0s_backup_shop_20200101T000000Z';
      await mkdir(join(tool.dir, 'store', abandoned));
      const half = join(tool.dir, 'store', abandoned, `${abandoned}.tar.gz.age`);
      await writeFile(half, 'half');
      await utimes(half, TWO_DAYS_AGO, TWO_DAYS_AGO);
      const before = await backupLab.backups();
      const [, older = '', newest = ''] = before;
      const plan = await tool.run('cluster', 'backups', 'prune', '--dry-run');
      const afterPlan = await backupLab.backups();
      const prune = await tool.run('cluster', 'backups', 'prune');

      expect(before[0]).toBe(abandoned);
      expect(plan).toMatchObject({ exitCode: 0 });
      expect(plan.stdout).toContain(`  ${newest}: kept (`);
      expect(plan.stdout).toContain(`- ${older}\n- ${abandoned}\n`);
      expect(afterPlan).toEqual(before);
      expect(prune).toMatchObject({ exitCode: 0, stdout: plan.stdout });
      expect(prune.stderr).toContain(`${older}: removed, as the retention has it`);
      expect(prune.stderr).toContain(`${abandoned}: removed, since its run was interrupted`);
      expect(await backupLab.backups()).toEqual([newest]);
    },
    LONG,
  );

  test('a status whose store cannot be read says that backups cannot be judged', async () => {
    await rename(join(tool.dir, 'store'), join(tool.dir, 'away'));
    const { exitCode, stdout } = await tool.run('cluster', 'status');
    await rename(join(tool.dir, 'away'), join(tool.dir, 'store'));

    expect(exitCode).toBe(1);
    expect(stdout).toContain(`- backups cannot be judged: ${join(tool.dir, 'store')}`);
  });
});
