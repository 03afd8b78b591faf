import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Keys of gpg in a directory of their own. */
export interface GpgKeys {
  readonly home: string;
  /** Makes a key without a passphrase, and gives its fingerprint. */
  readonly make: (name: string) => Promise<string>;
  /** Ends the agent, and removes all. */
  readonly remove: () => Promise<void>;
}

/** The path is short, since the agent's socket lies in it. */
export async function makeGpgKeys(): Promise<GpgKeys> {
  const home = await mkdtemp(join('/tmp', 'kubernixos-gpg-'));
  const gpg = (args: readonly string[]) => execa('gpg', ['--homedir', home, '--batch', ...args]);
  return {
    home,
    async make(name) {
      const options = ['--pinentry-mode', 'loopback', '--passphrase', ''];
      await gpg([...options, '--quick-generate-key', name, 'ed25519', 'sign', 'never']);
      const { stdout } = await gpg(['--with-colons', '--list-keys', name]);
      return /^fpr:+([0-9A-F]+):/m.exec(stdout)?.[1] ?? '';
    },
    async remove() {
      await execa('gpgconf', ['--homedir', home, '--kill', 'all']);
      await rm(home, { recursive: true, force: true });
    },
  };
}
