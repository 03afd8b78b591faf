import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { runProgram, type RunOptions } from '../cluster-tools.ts';

export const hasGpg = findOnPath('gpg') !== undefined;

/** A keyring of its own, with one throwaway key that has no passphrase. */
export interface GpgHome {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fingerprint: string;
  readonly gpg: (args: readonly string[], options?: RunOptions) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export async function makeGpgHome(name: string): Promise<GpgHome> {
  const home = await mkdtemp(join(tmpdir(), 'gpg-'));
  const env = { PATH: process.env['PATH'], HOME: home, GNUPGHOME: home };
  const gpg = async (args: readonly string[], options: RunOptions = {}) => {
    const all = ['--batch', '--yes', '--trust-model', 'always', ...args];
    const { exitCode, stdout, stderr } = await runProgram('gpg', all, {
      ...options,
      env: { PATH: env.PATH ?? '', HOME: home, GNUPGHOME: home },
    });
    if (exitCode !== 0) throw new Error(`gpg ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  await gpg(['--passphrase', '', '--quick-generate-key', name, 'default', 'default', 'never']);
  const keys = await gpg(['--with-colons', '--list-keys']);
  return {
    env,
    gpg,
    fingerprint: /^fpr:+([0-9A-F]{40}):/m.exec(keys)?.[1] ?? '',
    async remove() {
      await runProgram('gpgconf', ['--kill', 'all'], { env: { GNUPGHOME: home } });
      await rm(home, { recursive: true, force: true });
    },
  };
}
