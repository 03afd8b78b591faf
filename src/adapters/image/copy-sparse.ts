import { type FileHandle, open } from 'node:fs/promises';
import { writeWhole } from '../write-whole.ts';

const BLOCK_BYTES = 256 * 1024;

/** Copies a file into another from an offset on, and leaves out blocks of zeros: they are holes there. */
export async function copySparse(
  source: string,
  target: FileHandle,
  offset: number,
): Promise<void> {
  const from = await open(source);
  const block = Buffer.alloc(BLOCK_BYTES);
  const zeros = Buffer.alloc(BLOCK_BYTES);
  try {
    for (let at = 0; ;) {
      const { bytesRead } = await from.read(block, 0, BLOCK_BYTES, at);
      if (bytesRead === 0) return;
      if (block.compare(zeros, 0, bytesRead, 0, bytesRead) !== 0)
        await writeWhole(target, block.subarray(0, bytesRead), offset + at);
      at += bytesRead;
    }
  } finally {
    await from.close();
  }
}
