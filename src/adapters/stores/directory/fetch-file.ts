import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { cutShort, noSuchFile } from '../store-failures.ts';
import { checkStoredNames } from '../stored-name.ts';
import { makeTarget } from '../target-file.ts';
import { strangeObject } from './list-backups.ts';

/** Copies a file of a backup to a new file of mode 0600, or leaves none. */
export async function fetchFile(
  place: string,
  { backup, file }: { readonly backup: string; readonly file: string },
  target: string,
  signal: AbortSignal,
): Promise<void> {
  checkStoredNames([backup, file]);
  const source = await openFile(place, backup, file);
  try {
    const { size } = await source.stat();
    await makeTarget(target, async (output) => {
      await output.writeFile(chunksOf(source), { signal });
      const { size: written } = await output.stat();
      if (written !== size) throw cutShort(place, join(backup, file), written, size);
    });
  } finally {
    await source.close();
  }
}

/** Never follows a link, nor waits for the other end of a pipe. */
async function openFile(place: string, backup: string, name: string): Promise<FileHandle> {
  const path = join(place, backup, name);
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: unknown) => {
    if (errorCode(error) === 'ELOOP') throw strangeObject(path, 'file');
    throw errorCode(error) === 'ENOENT' ? noSuchFile(place, backup, name) : error;
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw strangeObject(path, 'file');
}

/** A stream of a file handle would close it. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

const CHUNK_BYTES = 256 * 1024;
