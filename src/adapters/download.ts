import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import { systemClock } from './clock.ts';
import { writeWhole } from './write-whole.ts';

/** What was written to a file. */
export interface Downloaded {
  readonly bytes: number;
  readonly sha256: string;
  readonly sha512: string;
}

/** The most that is taken, and how long a server may be silent. */
export interface DownloadBounds {
  readonly mostBytes: number;
  readonly idleMilliseconds: number;
}

export const SLOWEST_MILLISECONDS = 60_000;

/**
 * Writes what a server gives under an address to a new file. Throws a `Failure` for any other answer
 * than 200, for more bytes than may be, and for a server that falls silent.
 */
export async function download(
  url: string,
  file: string,
  { mostBytes, idleMilliseconds }: DownloadBounds,
  signal: AbortSignal,
): Promise<Downloaded> {
  const handle = await open(file, 'wx', 0o644);
  try {
    const idle = idleWatch(idleMilliseconds);
    const response = await fetch(url, { signal: AbortSignal.any([signal, idle.signal]) });
    if (response.status !== 200 || response.body === null)
      throw new Error(`the answer is ${String(response.status)} ${response.statusText}`);
    return await keep(response.body, handle, mostBytes, idle.touch);
  } catch (cause) {
    signal.throwIfAborted();
    throw cannotDownload(url, cause);
  } finally {
    await handle.close();
  }
}

async function keep(
  body: AsyncIterable<unknown>,
  handle: FileHandle,
  mostBytes: number,
  touch: () => void,
): Promise<Downloaded> {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let bytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    touch();
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`it has more than ${String(mostBytes)} bytes`);
    sha256.update(chunk);
    sha512.update(chunk);
    await writeWhole(handle, chunk, null);
  }
  return { bytes, sha256: sha256.digest('hex'), sha512: sha512.digest('hex') };
}

/** Aborts when nothing was touched for so long. */
function idleWatch(milliseconds: number) {
  const controller = new AbortController();
  let last = systemClock.now();
  const look = () => {
    const left = last + milliseconds - systemClock.now();
    if (left <= 0) controller.abort(new Error('the server fell silent'));
    else setTimeout(look, left).unref();
  };
  look();
  return {
    signal: controller.signal,
    touch: () => {
      last = systemClock.now();
    },
  };
}

function cannotDownload(url: string, cause: unknown): Failure {
  const deeper = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new Failure({
    code: 'cannot-download',
    message: `${url} cannot be downloaded: ${reasonOf(deeper)}`,
    hint: 'See whether this machine reaches that server.',
    cause,
  });
}
