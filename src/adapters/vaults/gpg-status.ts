import { Failure } from '../../model/failure.ts';
import type { GpgResult } from './run-gpg.ts';
import { encryptedDamaged, notForUs, vaultFailed } from './vault-failures.ts';

/**
 * Throws a `Failure` unless gpg decrypted all of a file, and nothing in it was changed. gpg may end well
 * without having decrypted anything: a text in clear is one such case.
 */
export function checkDecrypted(source: string, result: GpgResult): void {
  const { status, said } = result;
  if (has(status, 'DECRYPTION_OKAY') && has(status, 'GOODMDC')) return;
  if (!has(status, 'DECRYPTION_INFO')) throw cannotOpen(source, result);
  throw encryptedDamaged(source, `gpg says: ${said}`);
}

/** Without the key of the message, which it has for each of those that it is encrypted to. */
function cannotOpen(source: string, { status, said }: GpgResult): Failure {
  if (!has(status, 'ENC_TO')) return encryptedDamaged(source, `gpg says: ${said}`);
  const isRefused = has(status, 'ERROR') || !has(status, 'NO_SECKEY');
  return isRefused
    ? vaultFailed('opened', source, said)
    : notForUs(source, `gpg has no private key ${argumentOf(status, 'NO_SECKEY', 1) ?? ''}`);
}

/**
 * Who signed what was decrypted: the fingerprint of the whole key, null where nobody did. A key that has
 * expired since is as good as it was. Throws a `Failure` for any other signature.
 */
export function signerOf(source: string, { status, said }: GpgResult): string | null {
  if (!SIGNATURES.some((keyword) => has(status, keyword))) return null;
  const isGood = has(status, 'GOODSIG') || has(status, 'EXPKEYSIG');
  const isTrusted = !REFUSED.some((keyword) => has(status, keyword));
  const signer = argumentOf(status, 'VALIDSIG', PRIMARY_FINGERPRINT);
  if (isGood && isTrusted && signer !== null) return signer;
  throw new Failure({
    code: 'signature-bad',
    message: `the signature on ${source} is not good: gpg says: ${said}`,
    hint: 'Import the public key of whom it should be from. Where that is done, do not use the file: somebody may have replaced it.',
  });
}

/** https://git.gnupg.org/cgi-bin/gitweb.cgi?p=gnupg.git;a=blob_plain;f=doc/DETAILS */
const REFUSED = ['BADSIG', 'ERRSIG', 'REVKEYSIG', 'EXPSIG'];
const SIGNATURES = ['NEWSIG', 'GOODSIG', 'EXPKEYSIG', ...REFUSED];
const PRIMARY_FINGERPRINT = 10;

function has(status: readonly string[], keyword: string): boolean {
  return status.some((line) => line.split(' ')[0] === keyword);
}

/** An argument of the first line of a keyword, counted from 1. */
export function argumentOf(
  status: readonly string[],
  keyword: string,
  position: number,
): string | null {
  const line = status.find((candidate) => candidate.split(' ')[0] === keyword);
  return line?.split(' ')[position] ?? null;
}
