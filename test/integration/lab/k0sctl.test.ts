import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram, type RunResult } from '../../support/cluster-tools.ts';
import { k0sctlDocument } from '../../support/lab/k0sctl-document.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { openDesk, phasesOf, type K0sctlDesk } from '../../support/lab/run-k0sctl.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

const quickly = ['-c', '-', '--timeout', '60s', '--retry-interval', '200ms'];

// The stand-in is true to the real one as long as both pass.
describe.skipIf(!canStartLab).each(k0sctlPrograms)(
  'the life of a cluster with %s',
  (_name, program) => {
    let lab: Lab;
    let desk: K0sctlDesk;

    beforeAll(async () => {
      lab = await startLab({
        hosts: [
          { name: 'ctrl1' },
          { name: 'ctrl2' },
          { name: 'jump', role: 'bastion' },
          { name: 'work1', role: 'worker', behind: 'jump' },
        ],
      });
      desk = await openDesk(lab, program);
    });

    afterAll(async () => {
      await desk.remove();
      await lab.stop();
    });

    const k0sctl = (verb: string, ...args: readonly string[]): Promise<RunResult> =>
      desk.run([verb, ...quickly, ...args], { stdin: k0sctlDocument(lab) });

    const uid = async () => {
      const query = 'etcdctl get --print-value-only /registry/namespaces/kube-system';
      return (await lab.run('ctrl1', `ETCDCTL_API=3 ${query}`)).stdout.trim();
    };

    test('a dry run tells what would be done, uploads k0s all the same, and takes it away', async () => {
      const result = await k0sctl('apply', '--dry-run');

      expect(result.exitCode).toBe(0);
      expect(result.stdout).toContain(
        'dry-run: cluster state altering actions would be performed:',
      );
      expect(result.stdout).toContain('install first k0s controller using `k0s install controller');
      expect(await lab.calls('ctrl1')).toContain('k0s config create --data-dir=/var/lib/k0s');
      const left = await lab.run(
        'ctrl1',
        'ls /usr/local/bin/k0s* /etc/k0s /var/lib/k0s 2>/dev/null',
      );
      expect(left.stdout).toBe('');
    });

    test('apply installs k0s on all hosts, through a bastion too', async () => {
      const result = await k0sctl('apply');

      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).toEqual([
        ...['Connect to hosts', 'Detect host operating systems', 'Prepare hosts'],
        ...['Gather host facts', 'Validate hosts', 'Validate facts', 'Stage k0s binaries on hosts'],
        ...['Install k0s binaries on hosts', 'Configure k0s', 'Run Before Apply Hooks'],
        ...['Initialize the k0s cluster', 'Install controllers', 'Install workers'],
        ...['Run After Apply Hooks', 'Disconnect from hosts'],
      ]);
      expect(result.stdout).toContain('k0s cluster version v1.33.4+k0s.0 is now installed');
      for (const [host, unit] of [
        ['ctrl1', 'k0scontroller'],
        ['ctrl2', 'k0scontroller'],
        ['work1', 'k0sworker'],
      ] as const)
        expect((await lab.run(host, `systemctl is-active ${unit}`)).stdout).toBe('active\n');
      const token = await lab.run('work1', 'cat /etc/k0s/k0stoken');
      expect(token.stdout).toContain('overwritten');
    });

    test('apply again changes nothing', async () => {
      const before = await uid();

      const result = await k0sctl('apply');

      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).toEqual([
        ...['Connect to hosts', 'Detect host operating systems', 'Prepare hosts'],
        ...['Gather host facts', 'Validate hosts', 'Gather k0s facts', 'Validate facts'],
        ...['Run Before Apply Hooks', 'Run After Apply Hooks', 'Disconnect from hosts'],
      ]);
      expect(await uid()).toBe(before);
    });

    test('kubeconfig prints nothing else, with the address and the name of the configuration', async () => {
      const result = await k0sctl('kubeconfig');

      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(result.stdout).toMatch(/^apiVersion: v1\n/);
      expect(result.stdout).toContain(`server: https://${lab.host('ctrl1').ipv4}:6443`);
      expect(result.stdout).toContain('current-context: lab');
    });

    test('backup writes a private archive of a real etcd snapshot, and leaves its directory on the host', async () => {
      const result = await k0sctl('backup', '-o', 'cluster.tar.gz');

      const archive = join(desk.dir, 'cluster.tar.gz');
      const { stdout } = await runProgram('tar', ['-tzf', archive]);
      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).toEqual([
        ...['Connect to hosts', 'Detect host operating systems', 'Acquire exclusive host lock'],
        ...['Prepare hosts', 'Gather host facts', 'Gather k0s facts', 'Take backup'],
        ...['Release exclusive host lock', 'Disconnect from hosts'],
      ]);
      expect(stdout.split('\n')).toEqual(
        expect.arrayContaining(['etcd-snapshot.db', 'pki/ca.key', 'k0s.yaml']),
      );
      expect((await stat(archive)).mode & 0o777).toBe(0o600);
      expect(result.stdout).toContain('failed to clean up backup temp directory');
    });

    test('restoring is skipped without a word while a controller runs', async () => {
      const result = await k0sctl('apply', '--restore-from', 'cluster.tar.gz');

      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).not.toContain('Restore cluster state');
    });

    test('reset removes workers, controllers and the leader once more, which warns', async () => {
      const result = await k0sctl('reset', '--force');

      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).toEqual([
        ...['Connect to hosts', 'Detect host operating systems', 'Acquire exclusive host lock'],
        ...['Prepare hosts', 'Gather host facts', 'Gather k0s facts'],
        ...['Reset workers', 'Reset controllers', 'Reset leader', 'Reload service manager'],
        ...['Release exclusive host lock', 'Disconnect from hosts'],
      ]);
      expect(result.stdout).toContain('k0s reported failure: command result: process finished');
      for (const host of ['ctrl1', 'ctrl2', 'work1']) {
        const left = await lab.run(
          host,
          'ls -d /var/lib/k0s /usr/local/bin/k0s /etc/systemd/system/k0s*.service 2>/dev/null',
        );
        expect(left.stdout).toBe('');
      }
    });

    test('a kubeconfig that cannot be had is an error on standard output', async () => {
      const result = await k0sctl('kubeconfig');

      expect(result).toMatchObject({ exitCode: 1, stderr: '' });
      expect(result.stdout).toMatch(/^level=fatal msg="getting kubeconfig failed/);
    });

    test('restoring on fresh hosts brings the cluster back', async () => {
      const result = await k0sctl('apply', '--restore-from', 'cluster.tar.gz');

      expect(result).toMatchObject({ exitCode: 0 });
      expect(phasesOf(result)).toContain('Restore cluster state');
      const archived = await runProgram('sh', [
        ...['-c', 'tar -xOzf "$0" etcd-snapshot.db | grep -ac "$1"'],
        ...[join(desk.dir, 'cluster.tar.gz'), await uid()],
      ]);
      expect(archived.exitCode).toBe(0);
    });

    test('the log is private, and holds every run', async () => {
      const log = await desk.log();

      expect(log.match(/###### New session ######/g)?.length).toBeGreaterThan(5);
      expect((await stat(join(desk.dir, 'cache/k0sctl/k0sctl.log'))).mode & 0o777).toBe(0o600);
      expect(await readdir(desk.dir)).not.toContain('k0sctl.log');
    });
  },
);
