import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createHostShell } from '../../../src/adapters/host-shell.ts';
import { withoutLeftovers } from '../../../src/workflows/cluster/backup/without-leftovers.ts';

const host = {
  ...{ name: 'ctrl1', role: 'controller', isController: true, hostname: null, reset: false },
  ...{ dataDir: '/nowhere', program: '/nowhere/k0s', transport: { type: 'localhost' as const } },
};

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-leftovers-'));
  onTestFinished(() => rm(dir, { recursive: true }));
});

/** An archive as k0sctl leaves it on a host. */
async function leaveArchive(name: string): Promise<string> {
  await mkdir(join(dir, name), { mode: 0o700 });
  const file = join(dir, name, 'k0s_backup_2026-03-01T12_00_00_000Z.tar.gz');
  await writeFile(file, 'keys');
  return file;
}

/** Does something on this machine in the place of a host, and gives what was said. */
async function work(
  action: () => Promise<unknown>,
  { PATH = process.env['PATH'] ?? '' } = {},
): Promise<{ readonly told: readonly string[]; readonly warned: readonly string[] }> {
  const [told, warned]: [string[], string[]] = [[], []];
  const story = {
    tell: (line: string) => void told.push(line),
    warn: (text: string) => void warned.push(text),
    phase: () => undefined,
    detail: () => undefined,
  };
  const times = { timeoutMilliseconds: 60_000, connectMilliseconds: 1000 };
  const env = { ...process.env, TMPDIR: dir, PATH };
  const shell = createHostShell({ env, knownHosts: '', ...times });
  await withoutLeftovers(host, { shell, story }, new AbortController().signal, action);
  const ofOurs = (lines: readonly string[]) => lines.filter((line) => line.includes(dir));
  return { told: ofOurs(told), warned: ofOurs(warned) };
}

test('what k0sctl leaves on a host is removed, and that is told', async () => {
  let file = '';
  const { told, warned } = await work(async () => (file = await leaveArchive('tmp.aB3dE6gH9i')));

  expect(told).toEqual([`ctrl1: removed what k0sctl left: ${file}`]);
  expect(warned).toEqual([]);
  expect(await readdir(dir)).toEqual([]);
});

test('what was there before stays, and host, file and what to do are told', async () => {
  const file = await leaveArchive('tmp.aB3dE6gH9i');
  const { told, warned } = await work(() => Promise.resolve());

  expect(told).toEqual([]);
  expect(warned).toEqual([
    `ctrl1: ${file} was there before, and has the keys of a cluster in it. A run that was killed leaves it. Unless something still writes it, remove it there: ls -l ${file}; rm -- ${file}`,
  ]);
  expect(await readdir(dir)).toEqual(['tmp.aB3dE6gH9i']);
});

test('what cannot be removed is not called removed', async () => {
  await mkdir(join(dir, 'bin'));
  await writeFile(join(dir, 'bin/rm'), '#!/bin/sh\nexit 1\n');
  await chmod(join(dir, 'bin/rm'), 0o755);
  const PATH = [join(dir, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
  let file = '';
  const { told, warned } = await work(async () => (file = await leaveArchive('aB3dE6')), { PATH });

  expect(told).toEqual([]);
  expect(warned).toEqual([
    `ctrl1: k0sctl left ${file}, which could not be removed, and has the keys of the cluster in it. Remove it there: ls -l ${file}; rm -- ${file}`,
  ]);
});
