import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
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
    expect(await tool.run('cluster', 'backup')).toMatchObject({ exitCode: 0 });
  }, LONG);

  afterAll(() => backupLab.stop());

  test(
    'a restore refuses while k0s runs, and while anything of it is left',
    async () => {
      const running = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      await tool.run('cluster', 'uninstall', '--no-backup', '--yes', '--cluster=shop');
      await lab.run('ctrl2', 'mkdir -p /var/lib/k0s && touch /var/lib/k0s/x');
      const data = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      await lab.run('ctrl2', 'rm -r /var/lib/k0s');
      await lab.unplug('ctrl2');
      const gone = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      await lab.plug('ctrl2');
      const unnamed = await tool.run('cluster', 'restore');

      for (const { exitCode, stderr } of [running, data, gone]) {
        expect(exitCode).toBe(1);
        expect(stderr).toContain('Nothing was changed.');
      }
      expect(running.stderr).toContain('ctrl1: k0s runs there');
      expect(data.stderr).toContain('ctrl2: data in /var/lib/k0s would be in the way');
      expect(gone.stderr).toContain('ctrl2 cannot be reached');
      expect(unnamed.stderr).toContain('nobody has agreed');
      expect((await lab.run('ctrl1', 'ls /var/lib/k0s 2>/dev/null')).stdout).toBe('');
    },
    LONG,
  );

  test('a restore tells in what the backup differs from the hostgroup', async () => {
    await writeFile(
      join(tool.dir, 'more.nix'),
      '{ k0s.version = "v1.34.1+k0s.0"; api.externalAddress = "10.77.0.99"; k0s.config.spec.storage.type = "etcd"; }',
    );
    const { exitCode, stdout, stderr } = await tool.run('cluster', 'restore');
    await rm(join(tool.dir, 'more.nix'));

    expect(exitCode).toBe(1); // Nobody agrees.
    expect(stdout + stderr).toContain('the backup was taken by k0s v1.33.4+k0s.0, and v1.34.1');
    expect(stdout + stderr).toContain('and https://10.77.0.99:6443 is declared');
  });

  test(
    'a restore looks again at hosts when somebody has agreed',
    async () => {
      const fill = async () => {
        await lab.run('ctrl2', 'mkdir -p /var/lib/k0s && touch /var/lib/k0s/precious');
        return 'shop';
      };
      const { exitCode, screen } = await tool.type(fill, 'cluster', 'restore');
      const { stdout } = await lab.run('ctrl2', 'ls /var/lib/k0s && rm -r /var/lib/k0s');

      expect(exitCode).toBe(1);
      expect(screen).toContain('ctrl2: data in /var/lib/k0s would be in the way');
      expect(stdout).toBe('precious\n');
    },
    LONG,
  );

  describe('what is not as it was stored is restored by nobody', () => {
    const stored = async () => {
      // The newest, which is the one that would be restored.
      const name = (await backupLab.backups()).at(-1) ?? '';
      return { name, at: (end: string) => join(tool.dir, 'store', name, `${name}${end}`) };
    };
    const restore = () => tool.run('cluster', 'restore', '--yes', '--cluster=shop');
    const isUntouched = async () =>
      (await lab.run('ctrl1', 'ls -A /var/lib/k0s 2>/dev/null')).stdout === '';

    test('one byte of the archive', async () => {
      const { at } = await stored();
      const whole = await readFile(at('.tar.gz.age'));
      const broken = Buffer.from(whole);
      const middle = whole.length >> 1;
      broken[middle] = (broken[middle] ?? 0) ^ 1;
      await writeFile(at('.tar.gz.age'), broken);
      const restored = await restore();
      const verified = await tool.run('cluster', 'backups', 'verify');
      await writeFile(at('.tar.gz.age'), whole);

      expect(restored).toMatchObject({ exitCode: 1 });
      expect(restored.stderr).toContain('is damaged: its encrypted archive is not what was stored');
      expect(verified).toMatchObject({ exitCode: 1 });
      expect(await isUntouched()).toBe(true);
    });

    test('a manifest that says something else', async () => {
      const { at } = await stored();
      const text = await readFile(at('.manifest.json'), 'utf8');
      await writeFile(at('.manifest.json'), text.replace('"cluster":"shop"', '"cluster":"shed"'));
      const { exitCode, stderr } = await restore();
      await writeFile(at('.manifest.json'), text);

      expect(exitCode).toBe(1);
      expect(stderr).toContain('its manifest is signed by none of the signers');
      expect(await isUntouched()).toBe(true);
    });

    test('an old backup by the name of a new one', async () => {
      const { name } = await stored();
      const newer = name.replace(/\d{8}T\d{6}Z$/, '20991231T000000Z');
      await cp(join(tool.dir, 'store', name), join(tool.dir, 'store', newer), { recursive: true });
      for (const file of await readdir(join(tool.dir, 'store', newer)))
        await rename(
          join(tool.dir, 'store', newer, file),
          join(tool.dir, 'store', newer, file.replace(name, newer)),
        );
      const { exitCode, stderr } = await tool.run(
        ...['cluster', 'restore', newer, '--yes', '--cluster=shop'],
      );
      await rm(join(tool.dir, 'store', newer), { recursive: true });

      expect(exitCode).toBe(1);
      expect(stderr).toContain(`it is that of ${name}`);
      expect(await isUntouched()).toBe(true);
    });
  });

  test(
    'k0sctl that restores nothing is not believed, and a backup tells that its cluster is another one',
    async () => {
      const without = `n=0; for a; do shift; case $a in --restore-from) n=1; continue ;; esac; if [ $n = 1 ]; then n=0; continue; fi; set -- "$@" "$a"; done`;
      const clean = () =>
        tool.run('cluster', 'uninstall', '--no-backup', '--yes', '--cluster=shop');
      const words = ['cluster', 'restore', '--yes', '--cluster=shop'];
      const skipped = await backupLab.withProgram(`${without}\nexec ${K0SCTL} "$@"`, ...words);
      const backup = await tool.run('cluster', 'backup');
      await clean();
      const lied = await backupLab.withProgram(
        `${without}\necho 'level=info msg="==> Running phase: Restore cluster state"'\nexec ${K0SCTL} "$@"`,
        ...words,
      );
      await clean();

      expect(skipped).toMatchObject({ exitCode: 1 });
      expect(skipped.stderr).toContain('k0sctl ended well, and restored nothing');
      expect(backup).toMatchObject({ exitCode: 0 });
      expect(backup.stderr).toMatch(
        /this is another cluster than that of the last backup k0s_backup/,
      );
      expect(lied).toMatchObject({ exitCode: 1 });
      expect(lied.stderr).toContain('is not known to be the one in');
    },
    LONG,
  );

  test(
    'a restore that fails says so, leaves no archive on the host, and can be tried again',
    async () => {
      await lab.setKnob('ctrl1', 'restore-fails');
      const failed = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      await lab.clearKnob('ctrl1', 'restore-fails');
      expect(failed).toMatchObject({ exitCode: 1 });
      expect(failed.stderr).toContain('k0sctl could not restore shop');
      expect(await backupLab.left('ctrl1')).toBe('');

      await tool.run('cluster', 'uninstall', '--no-backup', '--yes', '--cluster=shop');
      const again = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      expect(again).toMatchObject({ exitCode: 0 });
    },
    LONG,
  );
});
