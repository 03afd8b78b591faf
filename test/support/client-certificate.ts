import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A user's certificate and its key, as PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes a certificate for client authentication that is valid for this hour. It signs itself, so
 * that it is also the authority that an API server trusts it by (`--client-ca-file`). Node makes no
 * certificates, and openssl is not on every machine: https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function createClientCertificate(user: string, group: string): ClientCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const name = sequence(attribute('55040a', group), attribute('550403', user));
  const algorithm = sequence(identifier('2b6570'));
  const hour = 3_600_000;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(Date.now() - hour), time(Date.now() + hour)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(clientAuthentication())),
  );
  const certificate = sequence(body, algorithm, bits(sign(null, body, privateKey)));
  return {
    certificate: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One part of a distinguished name. */
function attribute(type: string, value: string): Buffer {
  return der(0x31, sequence(identifier(type), der(0x0c, Buffer.from(value))));
}

/** The extended key usage of a client. */
function clientAuthentication(): Buffer {
  const usage = sequence(identifier('2b06010505070302'));
  return sequence(identifier('551d25'), der(0x04, usage));
}

function time(milliseconds: number): Buffer {
  const text = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(text));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function identifier(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function bits(content: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.of(0), content]));
}

/** A tag, a length and the content: https://en.wikipedia.org/wiki/X.690#DER_encoding */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...bytes), content]);
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
