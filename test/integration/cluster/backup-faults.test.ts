import { once } from 'node:events';
import { chmod, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatures } from '../../../src/adapters/signatures.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { initBackups } from '../../support/lab/backup-hostgroup.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import type { LabTool } from '../../support/lab/lab-hostgroup.ts';
import { type BackupLab, controllers, startBackupLab } from '../../support/lab/start-backup-lab.ts';
import { canStartLab, type Lab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

const LONG = 180_000;
const entry = resolve(import.meta.dirname, '../../../image/entry.sh');

/** As the manifest of an imported backup is. */
async function forgetUid(files: string, keyFile: string): Promise<void> {
  const text = await readFile(`${files}.manifest.json`, 'utf8');
  const without = text.replace(/"clusterUid":"[^"]+"/, '"clusterUid":null');
  await writeFile(`${files}.manifest.json`, without);
  await writeFile(
    `${files}.manifest.sig`,
    `${signatures.sign(without, await readFile(keyFile, 'utf8'))}\n`,
  );
}

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let backupLab: BackupLab;
  let lab: Lab;
  let tool: LabTool;

  beforeAll(async () => {
    backupLab = await startBackupLab(K0SCTL);
    ({ lab, tool } = backupLab);
  }, LONG);

  afterAll(() => backupLab.stop());

  test('a dry run that is inherited makes no empty backup', async () => {
    const { exitCode, stdout } = await tool.run('cluster', 'backup');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ KiB stored in .*, verified$/m);
  });

  test.each([
    ['truncated', /damaged|ends/],
    ['no-ca-key', /pki\/ca\.key/],
    ['bad-etcd-hash', /etcd-snapshot\.db/],
  ] as const)(
    'an archive that is no good (%s) is not stored, and nothing of it is left',
    async (knob, reason) => {
      await backupLab.clearStore();
      for (const host of controllers) await lab.setKnob(host, knob);
      const { exitCode, stderr } = await tool.run('cluster', 'backup');
      for (const host of controllers) await lab.clearKnob(host, knob);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(reason);
      expect(stderr).toContain('Nothing was stored');
      expect(await backupLab.backups()).toEqual([]);
      expect(await backupLab.plaintext()).toEqual([]);
      for (const host of controllers) expect(await backupLab.left(host)).toBe('');
    },
    LONG,
  );

  test('an archive with something after its end is not stored', async () => {
    await backupLab.clearStore();
    const { exitCode, stderr } = await backupLab.withProgram(
      `${K0SCTL} "$@" || exit; [ "$1" != backup ] || printf more >>"$3"`,
      ...['cluster', 'backup'],
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain('follow its end');
    expect(await backupLab.backups()).toEqual([]);
  });

  test('an empty archive is not stored', async () => {
    const { exitCode, stderr } = await backupLab.withProgram(
      `${K0SCTL} "$@" || exit; [ "$1" != backup ] || : >"$3"`,
      ...['cluster', 'backup'],
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain('empty');
    expect(await backupLab.backups()).toEqual([]);
  });

  test(
    'Ctrl-C leaves no archive anywhere',
    async () => {
      await lab.setKnob('ctrl1', 'backup-slow', '3');
      const child = tool.start('cluster', 'backup');
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const exited = once(child, 'exit');
      await waitFor(() => said.includes('backing up'), { deadline: 60_000 });
      child.kill('SIGINT');
      const [exitCode] = (await exited) as [number];
      await lab.clearKnob('ctrl1', 'backup-slow');

      expect(exitCode).toBe(130);
      expect(await backupLab.backups()).toEqual([]);
      expect(await backupLab.plaintext()).toEqual([]);
      await waitFor(async () => (await backupLab.left('ctrl1')) === '', { deadline: 20_000 });
    },
    LONG,
  );

  test('when no controller gives a backup, the cluster stays installed', async () => {
    for (const host of controllers) await lab.setKnob(host, 'backup-fails');
    const { exitCode, stderr } = await tool.run('cluster', 'uninstall', '--yes', '--cluster=shop');
    for (const host of controllers) await lab.clearKnob(host, 'backup-fails');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('shop stays, since no last backup of it could be taken');
    expect(stderr).toContain('cluster uninstall --no-backup');
    expect((await lab.run('ctrl1', 'k0s status')).exitCode).toBe(0);
  });

  test('the image uninstalls the cluster that K0SCTL_CLUSTER names, and no other', async () => {
    const path = join(tool.dir, 'bin/kubernixos');
    await writeFile(path, `#!/bin/sh\nexec ${process.execPath} ${builtTool} "$@"\n`);
    await chmod(path, 0o755);
    const enter = async (cluster: string) => {
      const variables = {
        ...{ HOME: tool.dir, TMPDIR: join(tool.dir, 'tmp'), NIX_PATH: 'x=/x', K0SCTL },
        ...{ HOSTGROUP: './prod.nix', K0SCTL_CMD_NAME: 'uninstall', K0SCTL_CLUSTER: cluster },
      };
      const PATH = `${join(tool.dir, 'bin')}:${process.env['PATH'] ?? ''}`;
      const { command, args } = lab.enter('env', [`PATH=${PATH}`, entry]);
      return runProgram(command, args, { cwd: tool.dir, env: variables });
    };
    for (const host of controllers) await lab.setKnob(host, 'backup-fails');
    const other = await enter('shed');
    const own = await enter('shop');
    for (const host of controllers) await lab.clearKnob(host, 'backup-fails');

    expect(other).toMatchObject({ exitCode: 1 });
    expect(other.stderr).toContain('describes the cluster shop, and --cluster names "shed"');
    expect(own).toMatchObject({ exitCode: 1 });
    // Past the consent: it is the last backup that is missing.
    expect(own.stderr).toContain('shop stays, since no last backup of it could be taken');
  });

  test('a status tells that there is no backup, or that the newest one is too old', async () => {
    await backupLab.clearStore();
    const none = await tool.run('cluster', 'status');
    await tool.run('cluster', 'backup');
    const young = await tool.run('cluster', 'status', '--json');
    await writeFile(join(tool.dir, 'more.nix'), '{ backup.maxAge = "1ms"; }');
    const old = await tool.run('cluster', 'status');
    await rm(join(tool.dir, 'more.nix'));

    expect(none).toMatchObject({ exitCode: 1 });
    expect(none.stdout).toContain('- there is no verified backup');
    expect(JSON.parse(young.stdout)).toMatchObject({ problems: [], backups: { count: 1 } });
    expect(young).toMatchObject({ exitCode: 0 });
    expect(old).toMatchObject({ exitCode: 1 });
    expect(old.stdout).toContain('- the newest verified backup');
  });

  test(
    'a drill leaves a host that has k0s alone',
    async () => {
      await lab.run('spare', 'mkdir -p /var/lib/k0s && touch /var/lib/k0s/precious');
      const { exitCode, stderr } = await tool.run('cluster', 'drill');

      expect(exitCode).toBe(1);
      expect(stderr).toContain('the host of drills has data in /var/lib/k0s');
      expect((await lab.run('spare', 'ls /var/lib/k0s')).stdout).toBe('precious\n');
      await lab.run('spare', 'rm -r /var/lib/k0s');
    },
    LONG,
  );

  test(
    'a drill that fails is told by status, and the host is clean',
    async () => {
      await lab.setKnob('spare', 'restore-fails');
      const drill = await tool.run('cluster', 'drill');
      await lab.clearKnob('spare', 'restore-fails');
      const status = await tool.run('cluster', 'status');

      expect(drill).toMatchObject({ exitCode: 1 });
      expect(drill.stderr).toContain('could not restore');
      expect((await lab.run('spare', 'ls -A /var/lib/k0s 2>/dev/null')).stdout).toBe('');
      expect(await backupLab.left('spare')).toBe('');
      expect(status).toMatchObject({ exitCode: 1 });
      expect(status.stdout).toContain('- the last drill failed');
    },
    LONG,
  );

  test(
    'a drill of a backup whose cluster has no known UID counts as none',
    async () => {
      await backupLab.clearStore();
      await tool.run('cluster', 'backup');
      const [name = ''] = await backupLab.backups();
      await forgetUid(join(tool.dir, 'store', name, name), join(tool.dir, 'keys/signing.pem'));
      const drill = await tool.run('cluster', 'drill');
      const list = await tool.run('cluster', 'backups', 'list', '--json');

      expect(drill).toMatchObject({ exitCode: 1 });
      expect(drill.stderr).toContain('whether it is the cluster that was backed up is not known');
      expect((await lab.run('spare', 'ls -A /var/lib/k0s 2>/dev/null')).stdout).toBe('');
      expect(JSON.parse(list.stdout)).toMatchObject([{ state: 'verified', drills: [] }]);
    },
    LONG,
  );

  test(
    'backups get new keys, and the old ones open them no longer',
    async () => {
      await backupLab.clearStore();
      await tool.run('cluster', 'backup');
      await tool.run('cluster', 'drill');
      const [before = ''] = await backupLab.backups();
      await rename(join(tool.dir, 'keys.nix'), join(tool.dir, 'old-keys.nix'));
      await rename(join(tool.dir, 'keys'), join(tool.dir, 'old-keys'));
      await initBackups(tool);
      const old = await readFile(join(tool.dir, 'old-keys.nix'), 'utf8');
      const oldSigner = /ed25519:[^"]*/.exec(old)?.[0] ?? '';
      const untrusted = await tool.run('cluster', 'backups', 'verify');
      // While both are trusted, the old ones are signed again by the new one.
      await writeFile(join(tool.dir, 'more.nix'), `{ backup.signers = [ "${oldSigner}" ]; }`);
      const shut = await tool.run('cluster', 'rekey');
      const rekey = await tool.run(...['cluster', 'rekey', '--old-identity=old-keys/identity.txt']);
      await rm(join(tool.dir, 'more.nix'));
      const verified = await tool.run('cluster', 'backups', 'verify');
      const list = await tool.run('cluster', 'backups', 'list', '--json');

      expect(untrusted).toMatchObject({ exitCode: 1 });
      expect(untrusted.stdout).toContain('signed by none of the signers');
      expect(shut).toMatchObject({ exitCode: 1 });
      expect(shut.stdout + shut.stderr).toContain(
        'is not encrypted to the key at hand: no identity opens it',
      );
      expect(await readdir(join(tool.dir, 'store'))).not.toContain(before);
      expect(rekey).toMatchObject({ exitCode: 0 });
      expect(verified).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(list.stdout)).toMatchObject([
        { state: 'verified', drills: [{ ok: true }] },
      ]);
      expect(await backupLab.backups()).toHaveLength(1);
    },
    LONG,
  );

  test(
    'one controller that fails, or is stopped, or is gone, does not prevent a backup',
    async () => {
      await lab.setKnob('ctrl1', 'backup-fails');
      const failing = await tool.run('cluster', 'backup');
      await lab.clearKnob('ctrl1', 'backup-fails');
      expect(failing).toMatchObject({ exitCode: 0 });
      expect(failing.stderr).toContain('no backup from ctrl1: ');

      // In a lab, the state of all controllers is in the etcd of the first one.
      await lab.run('ctrl2', 'systemctl stop k0scontroller');
      const stopped = await tool.run('cluster', 'backup');
      expect(stopped).toMatchObject({ exitCode: 0 });

      await lab.unplug('ctrl2');
      const gone = await tool.run('cluster', 'backup');
      await lab.plug('ctrl2');
      expect(gone).toMatchObject({ exitCode: 0 });
    },
    LONG,
  );
});
