import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The SHA-256 of a file's bytes, in hexadecimal; of those from `start` to `end`, both included, if told. */
export async function hashFile(
  file: string,
  range: { readonly start?: number; readonly end?: number } = {},
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, range))
    if (Buffer.isBuffer(chunk)) hash.update(chunk);
  return hash.digest('hex');
}
