import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { Failure } from '../model/failure.ts';
import type { Signatures } from '../ports/signatures.ts';

/** What a signer's public key begins with. */
const KIND = 'ed25519:';

/**
 * Stands before every text that is signed, so that a signature of ours is of no use elsewhere, and one
 * that a key made for something else is of no use here.
 */
const CONTEXT = 'kubernixos signature/1\n';

/** Ed25519 (https://www.rfc-editor.org/rfc/rfc8032) of Node. */
export const signatures: Signatures = {
  sign: (text, privateKey) => sign(null, message(text), readPrivate(privateKey)).toString('base64'),
  publicKey: (privateKey) => toText(createPublicKey(readPrivate(privateKey))),
  signerOf(text, signature, signers) {
    const bytes = decode(signature);
    if (bytes?.length !== SIGNATURE_BYTES) return null;
    return signers.find((signer) => verify(null, message(text), readPublic(signer), bytes)) ?? null;
  },
};

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

function message(text: string): Buffer {
  return Buffer.from(CONTEXT + text, 'utf8');
}

/** What is wrong with a key is never told in the words of a library, which may show it. */
function readPrivate(pem: string): KeyObject {
  const key = attempt(() => createPrivateKey({ key: pem, format: 'pem' }));
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Failure({
    code: 'signing-key-unfit',
    message:
      key === null
        ? 'the signing key is no private key in PEM, or one behind a passphrase'
        : `the signing key is one of ${key.asymmetricKeyType ?? 'another kind'}, not of Ed25519`,
    hint: 'Make one by `openssl genpkey -algorithm ed25519`, or name the file that holds it. Nothing was signed.',
  });
}

function readPublic(signer: string): KeyObject {
  const bytes = signer.startsWith(KIND) ? decode(signer.slice(KIND.length)) : null;
  const key =
    bytes?.length === KEY_BYTES
      ? attempt(() => createPublicKey({ key: toJwk(bytes), format: 'jwk' }))
      : null;
  if (key !== null) return key;
  throw new Failure({
    code: 'signer-unfit',
    message: `${signer} is no public key of a signer`,
    hint: `Write ${KIND} and the base64 of the 32 bytes of an Ed25519 key.`,
  });
}

function toText(key: KeyObject): string {
  const { x = '' } = key.export({ format: 'jwk' });
  return KIND + Buffer.from(x, 'base64url').toString('base64');
}

function toJwk(bytes: Buffer) {
  return { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
}

/** Null for anything but the one way to write bytes in base64; a line feed may follow. */
function decode(text: string): Buffer | null {
  const line = text.replace(/\n$/, '');
  const bytes = Buffer.from(line, 'base64');
  return bytes.toString('base64') === line ? bytes : null;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
