import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { byteRange } from './byte-range.ts';
import { type Asset, openAsset } from './open-asset.ts';

/** Sends a file of a directory, or a part of it. Returns why it is not there, where people should know that. */
export async function sendAsset(
  directory: string | null,
  path: string,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<string | null> {
  const asset: Asset =
    directory === null ? { type: 'none', reason: null } : await openAsset(directory, path);
  if (asset.type === 'none') {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing here\n');
    return asset.reason;
  }
  const { file } = asset;
  try {
    const { size } = await file.stat();
    const range = headers['if-range'] === undefined ? byteRange(headers.range, size) : 'all';
    if (range === 'none') {
      response.writeHead(416, { 'Content-Range': `bytes */${String(size)}` }).end();
      return null;
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
    return null;
  } finally {
    await file.close();
  }
}
