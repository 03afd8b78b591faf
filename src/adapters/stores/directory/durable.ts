import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { cutShort } from '../store-failures.ts';

/** Makes a file of mode 0600, which is on the disk when this is done. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies a file to a new one of mode 0600, which is on the disk when this is done. */
export async function copyDurably(
  source: string,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const { size } = await stat(source);
  const output = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(createReadStream(source), output, { signal });
  if (output.bytesWritten !== size) throw cutShort(source, 'it', output.bytesWritten, size);
}

/** Names in a directory are on the disk when this is done. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
