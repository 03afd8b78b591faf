import { createHmac } from 'node:crypto';
import { Failure } from '../model/failure.ts';

/**
 * The bearer token of one machine, made of a secret of the whole fleet: who holds a stick knows that of
 * its machine and no other. 64 hexadecimal digits.
 */
export function bearerOf(secret: string, machine: string): string {
  return createHmac('sha256', secret).update(`kubernixos ignition ${machine}`).digest('hex');
}

const FEWEST_CHARACTERS = 32;

/** The secret of a file's text. Throws a `Failure` for one that can be guessed. */
export function checkBearerSecret(text: string, file: string): string {
  const secret = text.trim();
  if (secret.length >= FEWEST_CHARACTERS) return secret;
  throw new Failure({
    code: 'weak-secret',
    message: `${file} has fewer than ${String(FEWEST_CHARACTERS)} characters, which can be guessed`,
    hint: `Make one: (umask 077; openssl rand -hex 32 >${file})`,
  });
}
