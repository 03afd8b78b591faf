import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHostShell } from '../../../src/adapters/host-shell.ts';
import { surveyHosts } from '../../../src/workflows/cluster/survey-hosts.ts';

/** Looks into this machine, for a program k0s that does as told. */
async function survey(
  k0s: string,
  data: readonly string[] | Readonly<Record<string, string>> = [],
  prepare: (directory: string) => Promise<void> = () => Promise.resolve(),
) {
  const dir = await mkdtemp(join(tmpdir(), "kubernixos-survey-'"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'k0s'), `#!/bin/sh\n${k0s}`);
  await chmod(join(dir, 'k0s'), 0o755);
  await mkdir(join(dir, 'data'));
  const files = Array.isArray(data) ? data.map((name: string) => [name, '']) : Object.entries(data);
  for (const [name = '', text = ''] of files) {
    await mkdir(dirname(join(dir, 'data', name)), { recursive: true });
    await writeFile(join(dir, 'data', name), text);
  }
  await prepare(join(dir, 'data'));
  const times = { timeoutMilliseconds: 60_000, connectMilliseconds: 1000 };
  const shell = createHostShell({ env: process.env, knownHosts: '', ...times });
  const host = {
    ...{ name: 'here', role: 'single', isController: true, hostname: null, reset: false },
    ...{ dataDir: join(dir, 'data'), program: join(dir, 'k0s') },
    transport: { type: 'localhost' as const },
  };
  const [found] = await surveyHosts([host], shell, new AbortController().signal);
  return { state: found?.state, left: await readdir(dir) };
}

const ANSWERS = `case "$1 $*" in
version*) echo v1.33.4+k0s.0 ;;
status*) echo '{"Version": "v1.33.4+k0s.0", "Pid": 7, "Role": "controller", "Workloads": true}' ;;
*template=*) [ "\${KUBECONFIG%/data/pki/admin.conf}" != "$KUBECONFIG" ] && printf 0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11 ;;
etcd*) echo '{"members":{"a":"https://10.0.0.1:2380"}}' ;;
*jsonpath*) printf 'a\\tTrue\\tv1.33.4+k0s\\n' ;;
*) exit 1 ;;
esac
cat`;

test.skipIf(process.getuid?.() !== 0)(
  'a controller tells all of itself, and nothing is changed',
  async () => {
    const { state, left } = await survey(ANSWERS, ['.hidden']);
    expect(state).toMatchObject({
      type: 'seen',
      program: { version: 'v1.33.4+k0s.0' },
      status: { role: 'controller+worker', pid: 7 },
      hasData: true,
      cluster: {
        uid: '0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11',
        etcdMembers: [{ name: 'a', peerUrl: 'https://10.0.0.1:2380' }],
        nodes: [{ name: 'a', isReady: true }],
      },
    });
    expect(left).toEqual(['data', 'k0s']);
  },
);

test.skipIf(process.getuid?.() !== 0)('a program that says megabytes is cut short', async () => {
  const { state } = await survey(
    `[ "$1" != version ] || { yes 'end 0' | head -c 8000000; }; exit 1`,
  );
  expect(state).toMatchObject({ type: 'seen', program: { version: null }, status: null });
});

test.skipIf(process.getuid?.() !== 0)('an empty data directory is no data', async () => {
  expect((await survey('exit 1')).state).toMatchObject({ hasData: false, cluster: null });
});

describe.skipIf(process.getuid?.() !== 0)('a data directory', () => {
  test.each([
    ['of a file system of its own is empty', ['lost+found/x'], false, false],
    ['with what is uploaded has no state', ['images/a', 'bin/b', 'manifests/c'], true, false],
    ['of a control plane has state', ['images/a', 'pki/ca.key'], true, true],
    ['with anything else has state', ['.hidden'], true, true],
  ])('%s', async (_what, files, hasData, hasState) => {
    expect((await survey('exit 1', files)).state).toMatchObject({ hasData, hasState });
  });

  const hash = createHash('sha256').update('-----BEGINA-----').digest('hex');
  const kubelet = (ca: string) =>
    `    certificate-authority-data: ${Buffer.from(ca).toString('base64')}\n    server: x\n`;

  test.each<readonly [string, Readonly<Record<string, string>>, string | null]>([
    ['a controller', { 'pki/ca.key': 'k', 'pki/ca.crt': '-----BEGIN A-----\n' }, hash],
    [
      ...([
        'a worker',
        { 'pki/ca.crt': 'old', 'kubelet.conf': kubelet('-----BEGIN A-----\n') },
      ] as const),
      hash,
    ],
    ['an older worker', { 'pki/ca.crt': '-----BEGIN A-----', 'kubelet.conf': 'server: x' }, hash],
    ['a host without one', { 'kubelet.conf': '' }, null],
  ])('of %s tells the authority of its cluster', async (_what, files, ca) => {
    expect((await survey('exit 1', files)).state).toMatchObject({ ca });
  });

  test('that programs still run from is told, and no other ones are', async () => {
    const { state } = await survey('exit 1', ['bin/x'], async (directory) => {
      for (const path of [join(directory, 'bin/kubelet'), join(directory, 'kubelet')]) {
        await copyFile('/bin/sleep', path);
        await chmod(path, 0o755);
        const running = spawn(path, ['600'], { stdio: 'ignore' });
        onTestFinished(() => void running.kill('SIGKILL'));
        await once(running, 'spawn');
      }
    });
    expect(state).toMatchObject({ processes: 0, children: 1 });
  });

  test('is the one that k0s runs with', async () => {
    const { state } = await survey(
      `[ "$1" = status ] && echo '{"Role":"worker","Args":["k0s","worker","--data-dir=/else"]}'`,
    );
    expect(state).toMatchObject({ usedDataDir: '/else' });
  });
});
