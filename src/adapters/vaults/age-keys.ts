import { Decrypter, Encrypter } from 'age-encryption';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';

/** Encrypts to public keys of age. Throws a `Failure` for what is none. */
export function ageEncrypter(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  if (recipients.length === 0) throw recipientUnfit('there is nobody to encrypt to');
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw recipientUnfit(`${recipient} is no public key of age: ${reasonOf(cause)}`, cause);
    }
  }
  return encrypter;
}

/**
 * Opens what is encrypted to one of the identities in a text as `age-keygen` writes it, a line each,
 * between comments and empty lines. Throws a `Failure` that shows none of them.
 */
export function ageDecrypter(identities: string): Decrypter {
  const decrypter = new Decrypter();
  const lines = identities.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw identityUnfit('holds none');
  for (const key of keys) {
    try {
      decrypter.addIdentity(key);
    } catch {
      throw identityUnfit(`has a line, ${String(lines.indexOf(key) + 1)}, that is none`);
    }
  }
  return decrypter;
}

/** Without a cause: a library's words may show what it was given. */
function identityUnfit(what: string): Failure {
  return new Failure({
    code: 'identity-unfit',
    message: `the text for identities of age ${what}`,
    hint: 'Give what `age-keygen` writes, with lines that begin with AGE-SECRET-KEY-. One behind a passphrase has to be decrypted before.',
  });
}

function recipientUnfit(message: string, cause?: unknown): Failure {
  return new Failure({
    code: 'recipient-unfit',
    message,
    hint: 'Write one as `age-keygen` prints it, which begins with age1.',
    cause,
  });
}
