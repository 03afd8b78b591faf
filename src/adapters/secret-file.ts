import { type FileHandle, open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ReadSecretFile } from '../ports/secret-file.ts';
import { belowHome } from './home-directory.ts';
import { wakeAtAbort } from './wake-pipe.ts';

const STORE = '/nix/store/';
/** No volume of secrets holds as much. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Files relative to a directory, or below `~`; pipes are files too, as of `<(sops --decrypt …)`. What others
 * than the owner may read is warned of. When the signal aborts, a pipe is not waited for.
 */
export function secretFileIn(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
  signal: AbortSignal,
): ReadSecretFile {
  return async (file) => {
    const path = resolve(cwd, belowHome(env, file));
    const real = await realpath(path).catch(() => path);
    if ([path, real].some((one) => one.startsWith(STORE))) throw inStore(file);
    signal.throwIfAborted();
    const stopWatching = wakeAtAbort(path, signal);
    try {
      const text = await readText(path, () => {
        warn(`${file} holds secrets, and others may read it: chmod 600 ${file}`);
      });
      // What woke the reader is no part of the text.
      signal.throwIfAborted();
      return text;
    } catch (cause) {
      signal.throwIfAborted();
      throw unreadable(file, cause);
    } finally {
      stopWatching();
    }
  };
}

async function readText(path: string, warnOfMode: () => void): Promise<string> {
  const handle = await open(path);
  try {
    if (((await handle.stat()).mode & 0o077) !== 0) warnOfMode();
    const bytes = await readBounded(handle);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } finally {
    await handle.close();
  }
}

async function readBounded(handle: FileHandle): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of handle.createReadStream({ autoClose: false })) {
    if (!(chunk instanceof Uint8Array)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError('it has more than 16 MiB');
  }
  return Buffer.concat(chunks);
}

function inStore(file: string): Failure {
  return new Failure({
    code: 'secret-in-store',
    message: `${file} is in the Nix store, where every user of this machine can read it`,
    hint: 'Keep secrets in files of mode 0600 outside of it. What has been in the store is no secret any more: replace it.',
  });
}

/** Of what is no text, nothing is told. */
function unreadable(file: string, cause: unknown): Failure {
  const isText = !(cause instanceof TypeError);
  return new Failure({
    code: 'secret-unreadable',
    message: `${file} cannot be read: ${isText ? reasonOf(cause) : 'it is no text in UTF-8'}`,
    hint: 'Nothing was written.',
    cause,
  });
}
