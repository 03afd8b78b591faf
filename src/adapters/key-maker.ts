import { generateKeyPairSync } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { KeyMaker } from '../ports/key-maker.ts';
import { belowHome } from './home-directory.ts';
import { makeDirectories } from './make-directories.ts';

/** Keys from this machine's source of randomness, in files of this machine. */
export function createKeyMaker(env: Readonly<Record<string, string | undefined>>): KeyMaker {
  return {
    newSigningKey: () =>
      generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    async newIdentity() {
      const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
      const identity = await generateX25519Identity();
      return `# public key: ${await identityToRecipient(identity)}\n${identity}\n`;
    },
    async recipientsOf(text) {
      const { identityToRecipient } = await import('age-encryption');
      const identities = text.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-'));
      try {
        if (identities.length === 0) throw new Error('no line begins with AGE-SECRET-KEY-');
        return await Promise.all(identities.map((line) => identityToRecipient(line.trim())));
      } catch {
        throw noIdentity();
      }
    },
    async write(file, text) {
      const path = belowHome(env, file);
      const draft = `${path}.${String(process.pid)}.new`;
      try {
        await makeDirectories(dirname(path), 0o700);
        await writeFile(draft, text, { flag: 'wx', mode: 0o600, flush: true });
        await link(draft, path); // All of it at once, and never over another.
      } catch (cause) {
        throw cannotWrite(file, cause);
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}

/** The cause may show what was read. */
function noIdentity(): Failure {
  return new Failure({
    code: 'not-an-identity',
    message: 'kubernixos.cluster.backup.identity holds no identity of age',
    hint: 'It is a file as age-keygen writes it: a line that begins with AGE-SECRET-KEY-1. Nothing was changed.',
  });
}

function cannotWrite(file: string, cause: unknown): Failure {
  const isThere = errorCode(cause) === 'EEXIST';
  return new Failure({
    code: 'cannot-write',
    message: isThere
      ? `${file} is there already, and stays as it is`
      : `no key can be written to ${file}: ${reasonOf(cause)}`,
    hint: 'Name a file in a directory that you can write.',
    cause,
  });
}
