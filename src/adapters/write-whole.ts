import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all bytes from an offset of the file on; null: from where it stands. A disk that fills up takes
 * a part of a write without an error, and refuses the next one only.
 * https://man7.org/linux/man-pages/man2/write.2.html
 */
export async function writeWhole(
  file: Pick<FileHandle, 'write'>,
  bytes: Uint8Array,
  at: number | null,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const place = at === null ? null : at + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, place);
    done += bytesWritten;
  }
}
