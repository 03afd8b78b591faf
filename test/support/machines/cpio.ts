/** A file, directory or link of an archive. */
export interface CpioEntry {
  readonly path: string;
  readonly mode: number;
  readonly content: Uint8Array;
}

/** An archive that the kernel unpacks as its first file system: https://docs.kernel.org/driver-api/early-userspace/buffer-format.html */
export function cpioArchive(entries: readonly CpioEntry[]): Buffer {
  const trailer = { path: 'TRAILER!!!', mode: 0, content: Buffer.of() };
  return Buffer.concat([...entries, trailer].flatMap((entry, index) => record(entry, index + 1)));
}

function record({ path, mode, content }: CpioEntry, inode: number): readonly Uint8Array[] {
  const name = Buffer.from(`${path}\0`);
  const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return [padded(Buffer.concat([Buffer.from(header), name])), padded(content)];
}

function padded(content: Uint8Array): Uint8Array {
  return Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
}
