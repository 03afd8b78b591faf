import { lstat, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { type AbandonedDirectory, findAbandoned, makeOwnDirectory } from './own-directory.ts';

export interface SocketDirectory {
  readonly directory: string;
  readonly socketPath: string;
}

const PREFIX = 'kubernixos-';
const SOCKET = 'api';

/** Longest path of a unix socket on every system that we know. */
const SOCKET_PATH_LIMIT = 100;

/**
 * Makes a directory for a socket that only we can enter, and removes those that runs left which were
 * killed together with all their processes.
 */
export async function makeSocketDirectory(): Promise<SocketDirectory> {
  const usual = resolve(tmpdir());
  const root = usual.length > SOCKET_PATH_LIMIT - 40 ? '/tmp' : usual;
  try {
    await sweep(root);
    const directory = await makeOwnDirectory(root, PREFIX);
    return { directory, socketPath: join(directory, SOCKET) };
  } catch (cause) {
    throw new Failure({
      code: 'no-temporary-directory',
      message: `no directory for a socket can be made in ${root}`,
      hint: 'Set TMPDIR to a directory that you can write. Nothing was applied or deleted.',
      cause,
    });
  }
}

async function sweep(root: string): Promise<void> {
  for (const directory of await findAbandoned(root, PREFIX))
    await removeDead(directory).catch(() => undefined); // Another run is faster.
}

/** In a directory that is just made there is no socket yet. */
const QUIET_MILLISECONDS = 60_000;

/** Removes a directory that holds nothing, or nothing but a socket on which nobody listens. */
async function removeDead({ path, names, quietMilliseconds }: AbandonedDirectory): Promise<void> {
  if (names.length === 0 && quietMilliseconds < QUIET_MILLISECONDS) return;
  const socket = join(path, SOCKET);
  if (names.length > 0) {
    if (names.length > 1 || names[0] !== SOCKET || !(await isDeadSocket(socket))) return;
    await unlink(socket);
  }
  await rmdir(path);
}

async function isDeadSocket(path: string): Promise<boolean> {
  return (await lstat(path)).isSocket() && (await isRefused(path));
}

/** Only a refusal proves that nobody listens. */
function isRefused(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(path);
    const answer = (refused: boolean) => {
      connection.destroy();
      resolve(refused);
    };
    connection.once('connect', () => {
      answer(false);
    });
    connection.once('error', (error) => {
      answer(errorCode(error) === 'ECONNREFUSED');
    });
  });
}
