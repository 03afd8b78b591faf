import type { ChildProcess } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunResult } from '../../support/cluster-tools.ts';
import {
  documentHosts,
  k0sctlDocument,
  type DocumentChanges,
} from '../../support/lab/k0sctl-document.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { openDesk, phasesOf, type K0sctlDesk } from '../../support/lab/run-k0sctl.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

const quickly = ['-c', '-', '--retry-interval', '200ms'];

// What callers of k0sctl must not fall into. The stand-in has them all.
describe.skipIf(!canStartLab).each(k0sctlPrograms)('the traps of %s', (_name, program) => {
  let lab: Lab;
  let desk: K0sctlDesk;

  beforeEach(async () => {
    lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'work1', role: 'worker' }] });
    desk = await openDesk(lab, program);
  });

  afterEach(async () => {
    await desk.remove();
    await lab.stop();
  });

  const k0sctl = (
    words: readonly string[],
    changes: DocumentChanges = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunResult> => {
    const [verb = '', ...args] = words;
    const patience = args.includes('--timeout') ? [] : ['--timeout', '60s'];
    const stdin = k0sctlDocument(lab, changes);
    return desk.run([verb, ...quickly, ...patience, ...args], { stdin, env });
  };

  const onlyController = () => ({ spec: { hosts: documentHosts(lab).slice(0, 1) } });

  const has = async (host: string, path: string) =>
    (await lab.run(host, `test -e ${path}`)).exitCode === 0;

  test('DRY_RUN, DEBUG and TRACE of the environment count', async () => {
    const dry = await k0sctl(['apply'], {}, { DRY_RUN: 'true' });
    const loud = await k0sctl(['kubeconfig', '--dry-run'], {}, { DEBUG: '1' });

    expect(dry).toMatchObject({ exitCode: 0 });
    expect(dry.stdout).toContain('dry-run: cluster state altering actions would be performed');
    expect(await has('ctrl1', '/var/lib/k0s')).toBe(false);
    expect(loud.stdout).toContain('level=debug');
  });

  test('a variable that is no truth value ends it, with usage on standard output', async () => {
    const version = await desk.run(['version'], { env: { DEBUG: 'banana' } });
    const apply = await k0sctl(['apply'], {}, { DRY_RUN: 'banana' });

    for (const result of [version, apply]) {
      expect(result.exitCode).toBe(1);
      expect(result.stdout).toContain('Incorrect Usage: could not parse "banana" as bool value');
      expect(result.stderr).toContain('level=fatal');
    }
  });

  test('a dollar sign is a variable of the environment, unless it is written as in JSON', async () => {
    const name = '$GREETING $$ ${NOTHING}';
    const escaped = await k0sctl(['apply', '--timeout', '1ms'], { name }, { GREETING: 'hello' });
    const log = await desk.log();
    const raw = k0sctlDocument(lab, { name }).replaceAll(String.raw`\u0024`, '$');
    const plain = await desk.run(['apply', ...quickly, '--timeout', '1ms'], {
      stdin: raw,
      env: { GREETING: 'hello' },
    });

    expect([escaped.exitCode, plain.exitCode]).toEqual([1, 1]);
    expect(log).toContain(name);
    expect((await desk.log()).slice(log.length)).toContain('hello $ ');
  });

  test('the log has secrets of the configuration in it', async () => {
    const winRM = { address: '192.0.2.1', password: 'correct horse', useHTTPS: true };
    const worker = { role: 'worker', winRM };
    const hosts = [...documentHosts(lab).slice(0, 1), worker];

    const result = await k0sctl(['apply', '--timeout', '1s'], {
      spec: { hosts, k0s: { version: '1.34.1+k0s.0' } },
    });

    expect(result.exitCode).toBe(1);
    expect(await desk.log()).toContain('correct horse');
  });

  test('a relative XDG_CACHE_HOME is ignored', async () => {
    await k0sctl(['apply', '--timeout', '1ms'], {}, { XDG_CACHE_HOME: 'cache' });

    const log = await stat(join(desk.dir, '.cache/k0sctl/k0sctl.log'));

    expect(log.mode & 0o777).toBe(0o600);
  });

  test('without a version it looks online, for reset too', async () => {
    const result = await k0sctl(['reset', '--force', '--timeout', '5s'], { spec: { k0s: {} } });

    expect(result.exitCode).toBe(1);
    expect(phasesOf(result)).toEqual(['Set k0s version']);
    expect(result.stdout).toContain('failed to look up k0s version online');
  });

  test('reset wants --force where nobody can be asked', async () => {
    const result = await k0sctl(['reset']);

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('reset requires --force');
  });

  test.for(['apply', 'backup', 'reset'])('one unreachable host fails %s', async (verb) => {
    await lab.unplug('work1');
    const force = verb === 'reset' ? ['--force'] : [];

    const result = await k0sctl([verb, ...force, '--timeout', '2s']);

    expect(result.exitCode).toBe(1);
    expect(phasesOf(result)).toEqual(['Connect to hosts']);
    expect(result.stdout).toContain('context deadline exceeded');
  });

  test('kubeconfig asks the first controller alone', async () => {
    await k0sctl(['apply'], onlyController());
    await lab.unplug('work1');

    const result = await k0sctl(['kubeconfig', '--timeout', '5s']);

    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.stdout).toContain('kind: Config');
  });

  test('unknown host keys are added and accepted, changed ones end it at once', async () => {
    await writeFile(desk.knownHosts, '');
    const added = await k0sctl(['kubeconfig', '--dry-run'], onlyController());
    const known = await readFile(desk.knownHosts, 'utf8');
    const { ipv4 } = lab.host('ctrl1');
    await writeFile(desk.knownHosts, `${ipv4} ${lab.hostKeys.get('work1') ?? ''}\n`);
    const changed = await k0sctl(['backup'], onlyController());

    expect(added.exitCode).toBe(0);
    expect(known).toContain(lab.hostKeys.get('ctrl1')?.split(' ')[1]);
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toContain('host key mismatch');
  });

  test('reset succeeds where k0s could not be reset, and leaves its data without its program', async () => {
    await k0sctl(['apply']);
    await lab.setKnob('work1', 'reset-fails');

    const result = await k0sctl(['reset', '--force']);

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('k0s reset reported failure: Error: failed to reset');
    expect(await has('work1', '/var/lib/k0s')).toBe(true);
    expect(await has('work1', '/etc/systemd/system/k0sworker.service')).toBe(true);
    expect(await has('work1', '/usr/local/bin/k0s')).toBe(false);
  });

  test('a controller that is installed and stopped fails backup, which takes its file away', async () => {
    await k0sctl(['apply'], onlyController());
    await lab.run('ctrl1', 'systemctl stop k0scontroller');

    const result = await k0sctl(['backup', '-o', 'a.tar.gz'], onlyController());

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain("k0s doesn't appear to be running but has been installed");
    await expect(stat(join(desk.dir, 'a.tar.gz'))).rejects.toThrow('ENOENT');
  });

  test('a dry backup leaves an empty file, and "-" is the name of one', async () => {
    await k0sctl(['apply'], onlyController());

    const dry = await k0sctl(['backup', '--dry-run', '-o', 'dry.tar.gz'], onlyController());
    const dash = await k0sctl(['backup', '-o', '-'], onlyController());

    expect([dry.exitCode, dash.exitCode]).toEqual([0, 0]);
    expect((await stat(join(desk.dir, 'dry.tar.gz'))).size).toBe(0);
    expect((await stat(join(desk.dir, '-'))).size).toBeGreaterThan(0);
  });

  test('a backup is taken under a lock, which another run respects', async () => {
    await lab.run('ctrl1', 'echo someone-1 >/tmp/k0sctl.lock');

    const result = await k0sctl(['backup'], onlyController());

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('another instance of k0sctl is currently operating');
  });

  test('a dry run restores, and writes the environment', async () => {
    await k0sctl(['apply'], onlyController());
    await k0sctl(['backup', '-o', 'a.tar.gz'], onlyController());
    await k0sctl(['reset', '--force'], onlyController());

    const dry = await k0sctl(['apply', '--dry-run', '--restore-from', 'a.tar.gz'], {
      ...onlyController(),
      host: { environment: { GREETING: 'hello $HOME' } },
    });

    expect(dry.exitCode).toBe(0);
    expect(phasesOf(dry)).toContain('Restore cluster state');
    expect(await has('ctrl1', '/var/lib/k0s/etcd')).toBe(true);
    const environment = await lab.run('ctrl1', 'cat /etc/environment');
    expect(environment.stdout).toContain('GREETING=hello $HOME');
  });

  test('a failed start leaves k0s running, since its clean-up is refused', async () => {
    await lab.setKnob('ctrl1', 'not-ready');

    const result = await k0sctl(['apply', '--default-timeout', '2s'], onlyController());

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('* Running clean-up for phase: Initialize the k0s cluster');
    expect(result.stdout).toContain('k0s reset failed');
    expect((await lab.run('ctrl1', 'systemctl is-active k0scontroller')).stdout).toBe('active\n');
  });

  test('a forced dry run that is interrupted wipes a stopped control plane', async () => {
    await k0sctl(['apply'], onlyController());
    await lab.run('ctrl1', 'systemctl stop k0scontroller');
    await holdSystemctl(lab, 'work1');

    const words = ['apply', ...quickly, '--dry-run', '--force'];
    const child = desk.start(words, k0sctlDocument(lab));
    const output = collect(child);
    await waitFor(() => output().includes('Running phase: Install workers'));
    child.kill('SIGINT');
    await waitFor(() => output().includes('Aborting'));
    await releaseSystemctl(lab, 'work1');
    const code = await endOf(child);

    expect(code).toBe(1);
    expect(output()).toContain('* Running clean-up for phase: Initialize the k0s cluster');
    expect(await has('ctrl1', '/var/lib/k0s')).toBe(false);
  });

  test('a second interrupt is lost: it ends when the host has answered', async () => {
    await k0sctl(['apply'], onlyController());
    await holdSystemctl(lab, 'ctrl1');

    const child = desk.start(['backup', ...quickly], k0sctlDocument(lab, onlyController()));
    const output = collect(child);
    await waitFor(() => output().includes('Running phase: Gather k0s facts'));
    child.kill('SIGINT');
    await waitFor(() => output().includes('Aborting'));
    child.kill('SIGINT');
    await releaseSystemctl(lab, 'ctrl1');

    expect(await endOf(child)).toBe(1);
    expect(output()).toContain('* Running clean-up for phase: Acquire exclusive host lock');
    expect(output()).not.toContain('Forced exit');
    expect(await has('ctrl1', '/tmp/k0sctl.lock')).toBe(false);
  });
});

/** Makes systemctl of a host wait, so that a test can act while k0sctl waits for it. */
async function holdSystemctl(lab: Lab, host: string): Promise<void> {
  const wait = 'while [ -e /tmp/hold ]; do sleep 0.05; done';
  const lines = ['#!/bin/sh', wait, 'exec /usr/libexec/lab/systemctl "$@"'];
  const program = lines.map((line) => `'${line}'`).join(' ');
  const replace = `printf '%s\\n' ${program} >/tmp/systemctl; chmod 755 /tmp/systemctl`;
  await lab.run(host, `touch /tmp/hold; ${replace}; mv /tmp/systemctl /usr/bin/systemctl`);
}

async function releaseSystemctl(lab: Lab, host: string): Promise<void> {
  await lab.run(host, 'rm /tmp/hold');
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}
