import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import type { LabTool } from '../../support/lab/lab-hostgroup.ts';
import { type BackupLab, startBackupLab } from '../../support/lab/start-backup-lab.ts';
import { canStartLab, type Lab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

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

  beforeEach(async () => {
    await backupLab.clearStore();
    expect(await tool.run('cluster', 'backup')).toMatchObject({ exitCode: 0 });
  }, LONG);

  const onSpare = async () =>
    (await lab.run('spare', 'ls -A /var/lib/k0s /etc/systemd/system/k0s* 2>/dev/null')).stdout;
  const drills = async () => {
    const { stdout } = await tool.run('cluster', 'backups', 'list', '--json');
    return (JSON.parse(stdout) as readonly { readonly drills: unknown }[])[0]?.drills;
  };

  test(
    'a drill that ends in another cluster fails, is recorded, and leaves the host clean',
    async () => {
      const without = `n=0; for a; do shift; case $a in --restore-from) n=1; continue ;; esac; if [ $n = 1 ]; then n=0; continue; fi; set -- "$@" "$a"; done`;
      const { exitCode, stderr } = await backupLab.withProgram(
        `${without}\necho 'level=info msg="==> Running phase: Restore cluster state"'\nexec ${K0SCTL} "$@"`,
        ...['cluster', 'drill'],
      );

      expect(exitCode).toBe(1);
      expect(stderr).toContain('the cluster that runs now is not known to be the one in');
      expect(await onSpare()).toBe('');
      expect(await drills()).toMatchObject([{ ok: false }]);
    },
    LONG,
  );

  test(
    'a drill that Ctrl-C ends leaves the host clean',
    async () => {
      const child = tool.start('cluster', 'drill');
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const exited = once(child, 'exit');
      await waitFor(() => said.includes('restoring cluster state'), { deadline: 60_000 });
      child.kill('SIGINT');
      const [exitCode] = (await exited) as [number];

      expect(exitCode).toBe(130);
      expect(await lab.calls('spare')).toContainEqual(expect.stringMatching(/^k0s reset/));
      expect(await onSpare()).toBe('');
      expect(await backupLab.left('spare')).toBe('');
      expect(await drills()).toEqual([]);
    },
    LONG,
  );

  test(
    'a drill whose host stays dirty fails, says so, and is recorded',
    async () => {
      await lab.setKnob('spare', 'reset-fails');
      const { exitCode, stderr } = await tool.run('cluster', 'drill');
      await lab.clearKnob('spare', 'reset-fails');

      expect(exitCode).toBe(1);
      expect(stderr).toContain('the host of drills is not clean: data in /var/lib/k0s');
      expect(stderr).toContain('Remove k0s on that host: k0s stop; k0s reset.');
      expect(await drills()).toMatchObject([{ ok: false }]);
    },
    LONG,
  );
});
