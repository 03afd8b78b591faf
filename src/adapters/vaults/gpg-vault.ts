import { access, constants } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import type { Vault } from '../../ports/vault.ts';
import { createMeasure, digestOf } from '../measure-bytes.ts';
import { fillNewTarget } from '../fill-new-target.ts';
import { noRoom, saysFull } from '../no-room.ts';
import { argumentOf, checkDecrypted } from './gpg-status.ts';
import { type GpgResult, runGpg } from './run-gpg.ts';
import { encryptedDamaged, vaultFailed } from './vault-failures.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** A key is named by the whole of its fingerprint: a part of one is easily forged. */
const FINGERPRINT = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/i;

/**
 * OpenPGP by the gpg on PATH, with the keys of its user: the fingerprints say whom to trust, so that gpg
 * is not asked. Archives are compressed already.
 */
export function createGpgVault(fingerprints: readonly string[], env: Variables): Vault {
  return {
    extension: 'gpg',
    async encrypt(source, target, signal) {
      checkFingerprints(fingerprints);
      return fillNewTarget(target, async () => {
        const result = await runGpg(
          { args: encryptArguments(source, target, fingerprints) },
          env,
          signal,
        );
        checkRoom(target, result);
        if (!result.succeeded) throw cannotEncrypt(source, result);
        return digestOf(target, signal);
      });
    },
    async decrypt(source, target, signal) {
      await checkReadable(source);
      if (target !== null)
        return fillNewTarget(target, async () => {
          const args = ['--yes', '--output', target, '--decrypt', '--', source];
          const result = await runGpg({ args }, env, signal);
          checkRoom(target, result);
          checkOpened(source, result);
          return digestOf(target, signal);
        });
      const { see, digest } = createMeasure();
      const args = ['--decrypt', '--', source];
      checkOpened(source, await runGpg({ args, onStdout: see }, env, signal));
      return digest();
    },
  };
}

async function checkReadable(source: string): Promise<void> {
  await access(source, constants.R_OK).catch((cause: unknown) => {
    throw vaultFailed('opened', source, cause);
  });
}

function encryptArguments(
  source: string,
  target: string,
  fingerprints: readonly string[],
): string[] {
  return [
    ...['--trust-model', 'always', '--no-encrypt-to', '--compress-algo', 'none'],
    ...fingerprints.flatMap((fingerprint) => ['--recipient', fingerprint]),
    ...['--yes', '--output', target, '--encrypt', '--', source],
  ];
}

function checkFingerprints(fingerprints: readonly string[]): void {
  const unfit = fingerprints.find((fingerprint) => !FINGERPRINT.test(fingerprint));
  if (fingerprints.length > 0 && unfit === undefined) return;
  throw new Failure({
    code: 'recipient-unfit',
    message:
      unfit === undefined
        ? 'there is nobody to encrypt to'
        : `${unfit} is no fingerprint of OpenPGP`,
    hint: 'Write all 40 hexadecimal digits, as `gpg --list-keys` shows them.',
  });
}

function cannotEncrypt(source: string, { status, said }: GpgResult): Failure {
  const recipient = argumentOf(status, 'INV_RECP', 2);
  if (recipient === null) return vaultFailed('encrypted', source, said);
  return new Failure({
    code: 'recipient-unfit',
    message: `gpg cannot encrypt to ${recipient}: ${said}`,
    hint: `Import the public key, one that is not expired or revoked: \`gpg --import\`. Nothing was stored.`,
  });
}

/** Before all else: what gpg could not write to its end looks to it as if it were damaged. */
function checkRoom(target: string, { succeeded, said }: GpgResult): void {
  if (!succeeded && saysFull(said)) throw noRoom(target);
}

/** A file that holds more than it should makes gpg fail after it has decrypted what it could. */
function checkOpened(source: string, result: GpgResult): void {
  checkDecrypted(source, result);
  if (!result.succeeded) throw encryptedDamaged(source, `gpg says: ${result.said}`);
}
