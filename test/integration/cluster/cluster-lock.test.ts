import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterLock } from '../../../src/adapters/cluster-lock.ts';
import { ownRun } from '../../../src/adapters/own-run.ts';

let state: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'kubernixos-lock-'));
  await mkdir(join(state, 'kubernixos/clusters'), { recursive: true });
});

afterEach(() => rm(state, { recursive: true }));

const path = () => join(state, 'kubernixos/clusters/shop.lock');
const take = () => clusterLock({ XDG_STATE_HOME: state }, ownRun()).take('shop', 'install');

async function leaveLock(processes: readonly string[], seconds = 0): Promise<void> {
  await writeFile(path(), JSON.stringify({ holder: 'someone', processes, action: 'install' }));
  const then = new Date(Date.now() - seconds * 1000);
  await utimes(path(), then, then);
}

test('of many runs that find an abandoned lock, one gets it', async () => {
  for (let round = 0; round < 50; round++) {
    await leaveLock([], 61);
    const taken = await Promise.allSettled(Array.from({ length: 12 }, take));
    const held = taken.filter((result) => result.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value.release();
    expect(await readdir(join(state, 'kubernixos/clusters'))).toEqual([]);
  }
});

test('of many runs at once, one gets the lock, and the next one does when it is released', async () => {
  const taken = await Promise.allSettled(Array.from({ length: 12 }, take));
  const held = taken.filter((result) => result.status === 'fulfilled');
  expect(held).toHaveLength(1);
  await expect(take()).rejects.toMatchObject({ code: 'cluster-busy' });
  await held[0]?.value.release();
  await (await take()).release();
});

test('a lock is held for as long as what works for it lives', async () => {
  const held = await take();
  await held.cover(process.ppid);
  const { processes } = JSON.parse(await readFile(path(), 'utf8')) as { processes: string[] };
  expect(processes).toHaveLength(2);
  await leaveLock(processes.slice(1), 3600);
  await expect(take()).rejects.toMatchObject({ code: 'cluster-busy' });
});

test('a lock of another machine is held for a minute', async () => {
  await leaveLock(['elsewhere/1/2'], 50);
  await expect(take()).rejects.toMatchObject({ code: 'cluster-busy' });
  await leaveLock(['elsewhere/1/2'], 61);
  await (await take()).release();
});

test('a lock that was cut short is told, and stays', async () => {
  await writeFile(path(), '');
  await expect(take()).rejects.toMatchObject({ code: 'damaged-lock' });
  expect(await readFile(path(), 'utf8')).toBe('');
});
