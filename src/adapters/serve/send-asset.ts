import { type FileHandle, open, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { byteRange } from './byte-range.ts';

/** Sends a file of a directory, or a part of it. A link that leads out of the directory leads nowhere. */
export async function sendAsset(
  directory: string | null,
  path: string,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = directory === null ? null : await openWithin(directory, path);
  if (file === null) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing here\n');
    return;
  }
  try {
    const { size } = await file.stat();
    const range = headers['if-range'] === undefined ? byteRange(headers.range, size) : 'all';
    if (range === 'none') {
      response.writeHead(416, { 'Content-Range': `bytes */${String(size)}` }).end();
      return;
    }
    const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range;
    response.writeHead(range === 'all' ? 200 : 206, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': end - start + 1,
      'Accept-Ranges': 'bytes',
      ...(range === 'all'
        ? {}
        : { 'Content-Range': `bytes ${String(start)}-${String(end)}/${String(size)}` }),
    });
    if (method === 'HEAD' || size === 0) response.end();
    else await pipeline(file.createReadStream({ start, end, autoClose: false }), response);
  } finally {
    await file.close();
  }
}

/** Null for what is not there, is no plain file, or lies elsewhere. */
async function openWithin(directory: string, path: string): Promise<FileHandle | null> {
  try {
    const root = await realpath(directory);
    const real = await realpath(join(root, path));
    if (!real.startsWith(`${root}${sep}`)) return null;
    const file = await open(real);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return null;
  } catch {
    return null;
  }
}
