import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signatures } from '../../../src/adapters/signatures.ts';

const keyOf = () => generateKeyPairSync('ed25519');
const pemOf = ({ privateKey }: ReturnType<typeof keyOf>) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const pair = keyOf();
const pem = pemOf(pair);
const us = signatures.publicKey(pem);
const them = signatures.publicKey(pemOf(keyOf()));
const text = 'a manifest\n';
const signature = signatures.sign(text, pem);

test('a public key is its 32 bytes in base64', () => {
  expect(us).toMatch(/^ed25519:[A-Za-z0-9+/]{43}=$/);
});

test('whoever signed is found among the signers', () => {
  expect(signatures.signerOf(text, signature, [them, us])).toBe(us);
});

test('a line feed after a signature, as editors and openssl add, does not matter', () => {
  expect(signatures.signerOf(text, `${signature}\n`, [us])).toBe(us);
});

test.each([
  ['another text', 'another manifest\n', signature],
  ['a text with a space more', `${text} `, signature],
  ['the signature of others', text, signatures.sign(text, pemOf(keyOf()))],
  ['a part of a signature', text, signature.slice(0, 40)],
  ['no signature', text, ''],
  ['base64 with something in it', text, `${signature.slice(0, 40)} ${signature.slice(40)}`],
])('nobody signed %s', (_what, claimed, given) => {
  expect(signatures.signerOf(claimed, given, [us])).toBeNull();
});

test('nobody signed where there are no signers', () => {
  expect(signatures.signerOf(text, signature, [])).toBeNull();
});

test('a signature that the key made elsewhere is of no use here, nor the other way round', () => {
  const elsewhere = sign(null, Buffer.from(text), pair.privateKey).toString('base64');

  expect(signatures.signerOf(text, elsewhere, [us])).toBeNull();
  const bytes = Buffer.from(signature, 'base64');
  expect(verify(null, Buffer.from(text), pair.publicKey, bytes)).toBe(false);
});

describe('a key that is none of Ed25519', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const locked = pair.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'hunter2' })
    .toString();

  test.each([
    ['one of RSA', rsa, 'is one of rsa'],
    ['one behind a passphrase', locked, 'behind a passphrase'],
    ['a public key', pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'PEM'],
    ['a word', 'hunter2', 'PEM'],
    ['nothing', '', 'PEM'],
  ])('is a failure that does not show it: %s', (_what, key, words) => {
    const attempt = () => signatures.sign(text, key);

    expect(attempt).toThrow(expect.objectContaining({ code: 'signing-key-unfit' }));
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow('hunter2');
  });

  test.each(['ed25519:AAAA', `rsa:${us.slice(8)}`, us.slice(8), 'ed25519:', `${us}=`])(
    'is no signer: %s',
    (signer) => {
      expect(() => signatures.signerOf(text, signature, [signer])).toThrow(
        expect.objectContaining({ code: 'signer-unfit' }),
      );
    },
  );
});
