import { expect, test } from 'vitest';
import { signatureProblem } from '../../../../src/adapters/stores/git/require-signature.ts';

const KEY = '8FD7A1C29E0B4D5566778899AABBCCDDEEFF0011';
const SUBKEY = '1111111111111111111111111111111111111111';
const good = (signer: string, primary: string) =>
  `[GNUPG:] GOODSIG ${signer.slice(-16)} shop\n[GNUPG:] VALIDSIG ${signer} 2026-03-01 1772366400 0 4 0 22 10 00 ${primary}\n[GNUPG:] TRUST_UNDEFINED 0 pgp`;

test.each([
  [good(KEY, KEY), null],
  [good(SUBKEY, KEY), null],
  [good(KEY, KEY).toLowerCase(), 'it has no signature'],
  [good(SUBKEY, SUBKEY), `it is signed by ${SUBKEY}`],
  ['', 'it has no signature'],
  [`[GNUPG:] BADSIG ${KEY.slice(-16)} shop`, 'the signature is forged'],
  [
    `[GNUPG:] ERRSIG ${KEY.slice(-16)} 22 10 00 1 9\n[GNUPG:] NO_PUBKEY ${KEY.slice(-16)}`,
    'its key is not in the keyring',
  ],
  [good(KEY, KEY).replace('GOODSIG', 'EXPKEYSIG'), 'its key has ended'],
  [good(KEY, KEY).replace('GOODSIG', 'REVKEYSIG'), 'its key has ended'],
])('a signature is good by the key itself: %j', (status, problem) => {
  expect(signatureProblem(status, KEY)).toBe(problem);
});
