import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { Workspace, Workspaces } from '../ports/workspace.ts';
import { makeGuardedDirectory } from './guarded-directory.ts';

const MOST_BYTES = 1024 * 1024;

/** Private directories below that for temporary files. */
export function createWorkspaces(env: Readonly<Record<string, string | undefined>>): Workspaces {
  return {
    async open() {
      const directory = await makeGuardedDirectory(env, 'kubernixos-backup-');
      return openWorkspace(directory.path, () => directory.remove());
    },
  };
}

function openWorkspace(directory: string, close: () => Promise<void>): Workspace {
  let count = 0;
  return {
    path: (end) => join(directory, `${String(++count)}-${end}`),
    write: (path, text) => writeFile(path, text, { flag: 'wx', mode: 0o600 }),
    read: readText,
    async digest(path, signal) {
      const hash = createHash('sha256');
      let size = 0;
      await pipeline(
        createReadStream(path),
        async (chunks: AsyncIterable<Uint8Array>) => {
          for await (const chunk of chunks) {
            hash.update(chunk);
            size += chunk.length;
          }
        },
        { signal },
      );
      return { sha256: hash.digest('hex'), size };
    },
    remove: (path) => rm(path, { force: true }),
    close,
  };
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new RangeError('it is larger than 1 MiB');
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new Failure({
      code: 'unreadable-text',
      message: `a file of a backup is no text: ${reasonOf(cause)}`,
      hint: 'See what wrote it, and restore the store.',
      cause,
    });
  }
}
