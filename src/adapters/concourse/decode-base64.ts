import { encryptedDamaged } from '../vaults/vault-failures.ts';

/** Characters, and the padding that only the last of them may have. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Four characters stand for three bytes. */
const GROUP = 4;

/** Decodes base64 in lines. Throws a `Failure` for anything that `openssl enc -a` does not write. */
export async function* decodeBase64(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let rest = '';
  for await (const chunk of chunks) {
    const text =
      rest +
      Buffer.from(chunk)
        .toString('latin1')
        .replaceAll(/[\r\n]/g, '');
    // The last group stays, since only there padding may be.
    const whole = Math.max(0, Math.ceil(text.length / GROUP) - 1) * GROUP;
    const groups = text.slice(0, whole);
    if (!BASE64.test(groups) || groups.includes('=')) throw encryptedDamaged(file, NO_BASE64);
    rest = text.slice(whole);
    yield Buffer.from(groups, 'base64');
  }
  if (!BASE64.test(rest)) throw encryptedDamaged(file, NO_BASE64);
  if (rest.length % GROUP !== 0) throw encryptedDamaged(file, 'it ends within a group of base64');
  yield Buffer.from(rest, 'base64');
}

const NO_BASE64 = 'it is no base64';
