import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeSocketDirectory } from '../../../src/adapters/socket-directory.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sockets-'));
  vi.stubEnv('TMPDIR', root);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

/** A directory of a run that is gone, with these names in it. */
async function leaveBehind(pid?: number): Promise<string> {
  const path = join(root, `kubernixos-${String(pid ?? (await endedProcess()))}-a1B2c3`);
  await mkdir(path, { mode: 0o700 });
  return path;
}

async function endedProcess(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return Number(child.pid);
}

/** Leaves a socket as a process does that is killed. */
async function leaveSocket(path: string): Promise<void> {
  const program = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', program, path]), 'exit');
  expect((await lstat(path)).isSocket()).toBe(true);
}

async function age(path: string): Promise<void> {
  const then = Date.now() / 1000 - 120;
  await utimes(path, then, then);
}

test('makes a directory that tells whose it is, and that only its user can enter', async () => {
  const { directory, socketPath } = await makeSocketDirectory();
  expect(directory.startsWith(join(root, `kubernixos-${String(process.pid)}-`))).toBe(true);
  expect(socketPath).toBe(join(directory, 'api'));
  expect((await lstat(directory)).mode & 0o777).toBe(0o700);
});

test.each<[string, () => Promise<unknown>]>([
  ['a socket on which nobody listens', async () => leaveSocket(join(await leaveBehind(), 'api'))],
  ['nothing, for a while', async () => age(await leaveBehind())],
])('removes what a killed run left that holds %s', async (_, make) => {
  await make();
  const { directory } = await makeSocketDirectory();
  expect((await readdir(root)).map((name) => join(root, name))).toEqual([directory]);
});

test.each<[string, () => Promise<unknown>]>([
  [
    'of a run that goes on',
    async () => {
      const path = await leaveBehind(process.pid);
      await leaveSocket(join(path, 'api'));
    },
  ],
  ['that is new', leaveBehind],
  [
    'on whose socket somebody listens',
    async () => {
      const server = createServer().listen(join(await leaveBehind(), 'api'));
      await once(server, 'listening');
      onTestFinished(() => {
        server.close();
      });
    },
  ],
  [
    'with a file of the name of the socket',
    async () => writeFile(join(await leaveBehind(), 'api'), ''),
  ],
  [
    'with something beside the socket',
    async () => {
      const path = await leaveBehind();
      await leaveSocket(join(path, 'api'));
      await writeFile(join(path, 'mine'), '');
    },
  ],
  ['with a socket of another name', async () => leaveSocket(join(await leaveBehind(), 'agent'))],
  [
    'with a link to a socket',
    async () => {
      const path = await leaveBehind();
      await leaveSocket(join(root, 'socket'));
      await symlink(join(root, 'socket'), join(path, 'api'));
    },
  ],
  [
    'that others may enter',
    async () => {
      const path = await leaveBehind();
      await chmod(path, 0o755);
      await age(path);
    },
  ],
  [
    'of another name',
    async () => {
      const path = await leaveBehind();
      await rename(path, join(root, 'kubernixos-marked-a1B2c3'));
      await age(join(root, 'kubernixos-marked-a1B2c3'));
    },
  ],
  [
    'that is a link',
    async () => {
      const path = await leaveBehind();
      await rename(path, join(root, 'target'));
      await age(join(root, 'target'));
      await symlink(join(root, 'target'), path);
    },
  ],
])('does not remove a directory %s', async (_, make) => {
  await make();
  const before = await readdir(root, { recursive: true });
  const { directory } = await makeSocketDirectory();
  await rm(directory, { recursive: true });
  expect((await readdir(root, { recursive: true })).toSorted()).toEqual(before.toSorted());
});
