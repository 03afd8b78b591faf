import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  backupOptions,
  describeDrillHost,
  initBackups,
} from '../../support/lab/backup-hostgroup.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { watchCommandLines } from '../../support/watch-command-lines.ts';

describe.skipIf(!canStartLab).each(k0sctlPrograms)('with %s', (_name, K0SCTL) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1' },
        { name: 'ctrl2' },
        { name: 'work1', role: 'worker' },
        { name: 'spare' },
      ],
    });
  });

  afterAll(() => lab.stop());

  const hosts = () =>
    [
      describeLabHost(lab, 'ctrl1'),
      describeLabHost(lab, 'ctrl2'),
      describeLabHost(lab, 'work1', { role: 'worker' }),
      ...['ctrl1', 'ctrl2', 'work1'].map((name) => `hosts.${name}.binary = "${lab.k0sPath}";`),
    ].join(' ');
  const uidOf = async (name: string) =>
    (
      await lab.run(
        name,
        'KUBECONFIG=/var/lib/k0s/pki/admin.conf k0s kubectl get -n kube-system namespace kube-system -o "template={{.metadata.uid}}"',
      )
    ).stdout;
  const leftInTmp = async (name: string) =>
    (await lab.run(name, 'ls /tmp/*/k0s_backup* 2>/dev/null')).stdout;

  test('init, install, backup, drill, uninstall and restore: the cluster is the same, and no secret was seen', async () => {
    const tool = await labTool(
      lab,
      `timeout = "2m"; ${hosts()} ${backupOptions(describeDrillHost(lab, 'spare'))}`,
      {
        variables: { K0SCTL },
      },
    );
    const { dir, run } = tool;
    await initBackups(tool);
    const identity = await readFile(join(dir, 'keys/identity.txt'), 'utf8');
    const signing = await readFile(join(dir, 'keys/signing.pem'), 'utf8');
    const secrets = [identity.split('\n')[1] ?? '', signing.split('\n')[1] ?? ''];
    const watch = watchCommandLines();
    const done = async (...words: string[]) => {
      const result = await run('cluster', ...words);
      expect({ words, ...result }).toMatchObject({ exitCode: 0 });
      for (const secret of secrets) expect(result.stdout + result.stderr).not.toContain(secret);
      return result;
    };

    await done('install');
    const uid = await uidOf('ctrl1');
    expect(uid).toMatch(/^[0-9a-f-]{36}$/);

    const backup = await done('backup');
    const [name = ''] = /^k0s_backup_shop_\d{8}T\d{6}Z/.exec(backup.stdout) ?? [];
    expect(backup.stdout).toContain(`stored in ${join(dir, 'store')}, verified`);
    expect((await readdir(join(dir, 'store', name))).toSorted()).toEqual([
      `${name}.manifest.json`,
      `${name}.manifest.sig`,
      `${name}.tar.gz.age`,
    ]);
    expect((await stat(join(dir, 'store', name, `${name}.tar.gz.age`))).mode & 0o777).toBe(0o600);

    const drill = await done('drill');
    expect(drill.stderr).toContain(`restored: the cluster is ${uid}`);
    expect(
      (await lab.run('spare', 'ls -A /var/lib/k0s /etc/systemd/system/k0s* 2>/dev/null')).stdout,
    ).toBe('');

    const list = await done('backups', 'list', '--json');
    expect(JSON.parse(list.stdout)).toMatchObject([
      { name, state: 'verified', clusterUid: uid, storage: 'etcd', drills: [{ ok: true }] },
    ]);
    await done('backups', 'verify');
    const status = await done('status');
    expect(status.stdout).toMatch(new RegExp(`^backup +${name}, \\d+ minutes old`, 'm'));
    expect(status.stdout).toMatch(new RegExp(`^drill +good, \\d+ minutes ago, with ${name}$`, 'm'));

    const uninstall = await done('uninstall', '--yes', '--cluster=shop');
    expect(uninstall.stdout).toContain('verified');
    expect(await readdir(join(dir, 'store'))).toHaveLength(3);

    const restore = await done('restore', '--yes', '--cluster=shop');
    expect(restore.stderr).toContain('k0sctl: Restore cluster state');
    expect(restore.stderr).toContain('shop: every host is as declared');
    expect(await uidOf('ctrl1')).toBe(uid);
    expect(await uidOf('ctrl2')).toBe(uid);

    const again = await run('cluster', 'restore', '--yes', '--cluster=shop');
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('ctrl1: k0s runs there');

    const seen = await watch.stop();
    for (const line of ['backup --output', 'apply --restore-from', 'ssh '])
      expect(seen.join('\n')).toContain(line);
    for (const secret of secrets) expect(seen.join('\n')).not.toContain(secret);
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
    for (const host of ['ctrl1', 'ctrl2', 'spare']) expect(await leftInTmp(host)).toBe('');
    for (const log of await readdir(join(dir, 'auditlog'))) {
      const text = await readFile(join(dir, 'auditlog', log), 'utf8');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  }, 300_000);
});
