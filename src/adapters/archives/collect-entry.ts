import { archiveDamaged } from './damaged.ts';
import type { TarEntry } from './read-tar.ts';

/** Far more than a configuration or a key takes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The whole content of a small file. Throws a `Failure` where it is a large one. */
export async function collectEntry(
  { header: { size }, content }: TarEntry,
  name: string,
): Promise<Buffer> {
  if (size > MOST_BYTES)
    throw archiveDamaged(`${name} has ${String(size)} bytes, and may have ${String(MOST_BYTES)}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
