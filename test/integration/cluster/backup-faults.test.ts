import { once } from 'node:events';
import { chmod, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backupOptions, initBackups } from '../../support/lab/backup-hostgroup.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, keptLabTool, type LabTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

const LONG = 180_000;

const controllers = ['ctrl1', 'ctrl2'];

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let lab: Lab;
  let tool: LabTool;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    lab = await startLab({ hosts: [...controllers, 'spare'].map((name) => ({ name })) });
    const hosts = controllers.map(
      (name) => `${describeLabHost(lab, name)} hosts.${name}.binary = "${lab.k0sPath}";`,
    );
    const { ipv4 } = lab.host('spare');
    const drill = `drill.host = { address = "${ipv4}"; hostKey = "${lab.hostKeys.get('spare') ?? ''}"; ssh.keyPath = "${lab.keyPath}"; binary = "${lab.k0sPath}"; };`;
    ({ tool, remove } = await keptLabTool(
      lab,
      `timeout = "2m"; ping.timeout = "2s"; ${hosts.join(' ')} ${backupOptions(drill)}`,
      { variables: { K0SCTL, DRY_RUN: 'true' } },
    ));
    await initBackups(tool);
    expect(await tool.run('cluster', 'install')).toMatchObject({ exitCode: 0 });
  }, LONG);

  afterAll(async () => {
    await lab.stop();
    await remove();
  });

  beforeEach(async () => {
    await rm(join(tool.dir, 'auditlog'), { recursive: true, force: true });
  });

  const backups = async () =>
    (await readdir(join(tool.dir, 'store'))).filter((name) => name.startsWith('k0s_backup'));
  const left = async (host: string) =>
    (await lab.run(host, 'ls /tmp/*/k0s_backup* 2>/dev/null')).stdout;
  /** What we, and not k0sctl, have left in the directory for temporary files. */
  const plaintext = async () =>
    (await readdir(join(tool.dir, 'tmp'))).filter((name) => name.startsWith('kubernixos'));
  const clearStore = async () => {
    for (const name of await backups())
      await rm(join(tool.dir, 'store', name), { recursive: true });
  };
  /** Runs the tool with another program in the place of k0sctl. */
  const withProgram = async (script: string, ...words: readonly string[]) => {
    await writeFile(join(tool.dir, 'other-k0sctl'), `#!/bin/sh\n${script}\n`);
    await chmod(join(tool.dir, 'other-k0sctl'), 0o755);
    return tool.runWith({ K0SCTL: './other-k0sctl' }, ...words);
  };

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
      await clearStore();
      for (const host of controllers) await lab.setKnob(host, knob);
      const { exitCode, stderr } = await tool.run('cluster', 'backup');
      for (const host of controllers) await lab.clearKnob(host, knob);

      expect(exitCode).toBe(1);
      expect(stderr).toMatch(reason);
      expect(stderr).toContain('Nothing was stored');
      expect(await backups()).toEqual([]);
      expect(await plaintext()).toEqual([]);
      for (const host of controllers) expect(await left(host)).toBe('');
    },
    LONG,
  );

  test('an archive with something after its end is not stored', async () => {
    await clearStore();
    const { exitCode, stderr } = await withProgram(
      `${K0SCTL} "$@" || exit; [ "$1" != backup ] || printf more >>"$3"`,
      ...['cluster', 'backup'],
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain('follow its end');
    expect(await backups()).toEqual([]);
  });

  test('an empty archive is not stored', async () => {
    const { exitCode, stderr } = await withProgram(
      `${K0SCTL} "$@" || exit; [ "$1" != backup ] || : >"$3"`,
      ...['cluster', 'backup'],
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain('empty');
    expect(await backups()).toEqual([]);
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
      expect(await backups()).toEqual([]);
      expect(await plaintext()).toEqual([]);
      await waitFor(async () => (await left('ctrl1')) === '', { deadline: 20_000 });
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

  test('a status tells that there is no backup, or that the newest one is too old', async () => {
    await clearStore();
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
      expect(await left('spare')).toBe('');
      expect(status).toMatchObject({ exitCode: 1 });
      expect(status.stdout).toContain('- the last drill failed');
    },
    LONG,
  );

  test(
    'backups get new keys, and the old ones open them no longer',
    async () => {
      await clearStore();
      await tool.run('cluster', 'backup');
      const [before = ''] = await backups();
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

      expect(untrusted).toMatchObject({ exitCode: 1 });
      expect(untrusted.stdout).toContain('signed by none of the signers');
      expect(shut).toMatchObject({ exitCode: 1 });
      expect(await readdir(join(tool.dir, 'store'))).not.toContain(before);
      expect(rekey).toMatchObject({ exitCode: 0 });
      expect(verified).toMatchObject({ exitCode: 0 });
      expect(await backups()).toHaveLength(1);
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

  describe('what is not as it was stored is restored by nobody', () => {
    const stored = async () => {
      // The newest, which is the one that would be restored.
      const name = (await backups()).toSorted().at(-1) ?? '';
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
    'k0sctl that restores nothing and says that all is well is not believed',
    async () => {
      const without = `n=0; for a; do shift; case $a in --restore-from) n=1; continue ;; esac; if [ $n = 1 ]; then n=0; continue; fi; set -- "$@" "$a"; done`;
      const clean = () =>
        tool.run('cluster', 'uninstall', '--no-backup', '--yes', '--cluster=shop');
      const words = ['cluster', 'restore', '--yes', '--cluster=shop'];
      const skipped = await withProgram(`${without}\nexec ${K0SCTL} "$@"`, ...words);
      await clean();
      const lied = await withProgram(
        `${without}\necho 'level=info msg="==> Running phase: Restore cluster state"'\nexec ${K0SCTL} "$@"`,
        ...words,
      );
      await clean();

      expect(skipped).toMatchObject({ exitCode: 1 });
      expect(skipped.stderr).toContain('k0sctl ended well, and restored nothing');
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
      expect(await left('ctrl1')).toBe('');

      await tool.run('cluster', 'uninstall', '--no-backup', '--yes', '--cluster=shop');
      const again = await tool.run('cluster', 'restore', '--yes', '--cluster=shop');
      expect(again).toMatchObject({ exitCode: 0 });
    },
    LONG,
  );
});
