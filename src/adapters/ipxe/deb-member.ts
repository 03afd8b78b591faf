/**
 * The archive of files in a Debian package, which is an `ar` archive: after its first line each member
 * has 60 bytes, with the name in the first 16 and the size in the ten from 48 on.
 * https://man7.org/linux/man-pages/man5/deb.5.html
 */
export function dataOfDeb(deb: Uint8Array): Uint8Array {
  const field = (at: number, length: number) =>
    new TextDecoder('latin1').decode(deb.subarray(at, at + length)).trim();
  if (field(0, MAGIC.length) !== MAGIC) throw new Error('it is no Debian package');
  for (let at = MAGIC.length + 1; at + HEADER_BYTES <= deb.length;) {
    const size = Number(field(at + 48, 10));
    const content = at + HEADER_BYTES;
    if (field(at, 16).startsWith('data.tar')) return deb.subarray(content, content + size);
    at = content + size + (size % 2);
  }
  throw new Error('it has no files');
}

const MAGIC = '!<arch>';
const HEADER_BYTES = 60;
