import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startControlPlane, type ControlPlane } from '../../support/control-plane.ts';
import { waitFor } from '../../support/wait-for.ts';

const starter = resolve(import.meta.dirname, '../../support/start-control-plane-and-wait.ts');
const { binaries } = inject('controlPlane');

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'leaves no process and no directory when the starting process gets %s',
  async (signal) => {
    const child = spawn(process.execPath, [starter], {
      env: { ...process.env, KUBEBUILDER_ASSETS: binaries },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const started = await firstLine(child.stdout);
    const { dir } = JSON.parse(started) as Pick<ControlPlane, 'dir'>;
    expect(await processesUsing(dir)).toHaveLength(3);

    child.kill(signal);

    await waitFor(() => !existsSync(dir), { what: `the removal of ${dir}` });
    expect(await processesUsing(dir)).toEqual([]);
  },
);

test('ends the programs when the supervisor itself is killed', async () => {
  const plane = await startControlPlane({ binaries });
  onTestFinished(() => rm(plane.dir, { recursive: true, force: true }));

  process.kill(plane.supervisorPid, 'SIGKILL');

  await waitFor(async () => (await processesUsing(plane.dir)).length === 0);
});

test('stops with nothing left, and a second stop is harmless', async () => {
  const plane = await startControlPlane({ binaries });

  await plane.stop();
  await plane.stop();

  expect(existsSync(plane.dir)).toBe(false);
  expect(await processesUsing(plane.dir)).toEqual([]);
});

test('runs two at once', async () => {
  const [one, other] = await Promise.all([
    startControlPlane({ binaries }),
    startControlPlane({ binaries }),
  ]);
  await Promise.all([one.stop(), other.stop()]);

  expect(one.server).not.toBe(other.server);
});

test('says which program failed, with the end of its log', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'kubernixos-broken-'));
  onTestFinished(() => rm(broken, { recursive: true, force: true }));
  await symlink(join(binaries, 'etcd'), join(broken, 'etcd'));
  await writeFile(join(broken, 'kube-apiserver'), '#!/bin/sh\necho no such flag\nexit 3\n', {
    mode: 0o755,
  });

  await expect(startControlPlane({ binaries: broken })).rejects.toThrow(
    /kube-apiserver ended: exit code 3.*\nno such flag/s,
  );
});

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new Error('The program ended without a word');
}

/** The ids of the processes that name `dir` in their command line. */
async function processesUsing(dir: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return ids.filter((_, index) => lines[index]?.includes(`${dir}/`));
}
