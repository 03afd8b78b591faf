import { access, constants } from 'node:fs/promises';
import { Failure } from '../../model/failure.ts';
import type { Vault } from '../../ports/vault.ts';
import { createMeasure, digestOf } from './measure.ts';
import { fillNewTarget } from './new-target.ts';
import { type GpgResult, runGpg } from './run-gpg.ts';
import { encryptedDamaged, notForUs, vaultFailed } from './vault-failures.ts';

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
        if (!result.succeeded) throw cannotEncrypt(source, result);
        return digestOf(target, signal);
      });
    },
    async decrypt(source, target, signal) {
      await checkReadable(source);
      if (target !== null)
        return fillNewTarget(target, async () => {
          const args = ['--yes', '--output', target, '--decrypt', '--', source];
          checkOpened(source, await runGpg({ args }, env, signal));
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
  const recipient = argument(status, 'INV_RECP', 2);
  if (recipient === null) return vaultFailed('encrypted', source, said);
  return new Failure({
    code: 'recipient-unfit',
    message: `gpg cannot encrypt to ${recipient}: ${said}`,
    hint: `Import the public key, one that is not expired or revoked: \`gpg --import\`. Nothing was stored.`,
  });
}

/** gpg may end well without having decrypted anything: a signed text in clear is one such case. */
function checkOpened(source: string, result: GpgResult): void {
  const { succeeded, status, said } = result;
  const isWhole =
    has(status, 'DECRYPTION_OKAY') && has(status, 'GOODMDC') && !has(status, 'DECRYPTION_FAILED');
  if (succeeded && isWhole) return;
  if (!has(status, 'DECRYPTION_INFO')) throw cannotOpen(source, result);
  throw encryptedDamaged(source, `gpg says: ${said}`);
}

/** Without the key of the message, which it has for each of those that it is encrypted to. */
function cannotOpen(source: string, { status, said }: GpgResult): Failure {
  if (!has(status, 'ENC_TO')) return encryptedDamaged(source, `gpg says: ${said}`);
  const isRefused = has(status, 'ERROR') || !has(status, 'NO_SECKEY');
  return isRefused
    ? vaultFailed('opened', source, said)
    : notForUs(source, `gpg has no private key ${argument(status, 'NO_SECKEY', 1) ?? ''}`);
}

function has(status: readonly string[], keyword: string): boolean {
  return status.some((line) => line.split(' ')[0] === keyword);
}

/** An argument of the first line of a keyword, counted from 1. */
function argument(status: readonly string[], keyword: string, position: number): string | null {
  const line = status.find((candidate) => candidate.split(' ')[0] === keyword);
  return line?.split(' ')[position] ?? null;
}
