import type { ConcourseSettings } from '../model/concourse-backups.ts';
import { Failure } from '../model/failure.ts';
import type { ArchiveReader } from '../ports/archive-reader.ts';
import type { ConcourseBackups } from '../ports/concourse-backups.ts';
import { checkoutsIn, listBackups } from './concourse/list-backups.ts';
import { openEncrypted, wrongPassword } from './concourse/open-encrypted.ts';
import { type ConcoursePassword, readPassword } from './concourse/read-password.ts';
import { fillNewTarget } from './fill-new-target.ts';
import { withKeyring } from './vaults/private-keyring.ts';

export interface ConcourseSource {
  /** Absolute. */
  readonly directory: string;
  readonly settings: ConcourseSettings;
  /** The private key of OpenPGP, as K0SCTL_GPG_KEY has it; null for those of the user. */
  readonly gpgKey: string | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** https://github.com/OmegaSquad82/concourse-k0sctl, by what its image writes. */
export function createConcourseBackups(
  { directory, settings, gpgKey }: ConcourseSource,
  archives: ArchiveReader,
  env: Variables,
): ConcourseBackups {
  let known: ConcoursePassword | null = null;
  const secret = async (signal: AbortSignal) =>
    (known ??= await withKeyring(gpgKey, env, signal, (gpgEnv) =>
      readPassword(checkoutsIn(directory, settings), gpgEnv, signal),
    ));
  return {
    list: () => listBackups(directory, settings),
    signedBy: async (signal) => (await secret(signal)).signedBy,
    async open({ file }, target, signal) {
      const { password } = await secret(signal);
      return fillNewTarget(target, async () => {
        await openEncrypted(file, target, { cipher: settings.cipher, password }, signal);
        return archives.read(target, signal).catch((error: unknown) => {
          throw isDamage(error) ? wrongPassword(file, error.message, error) : error;
        });
      });
    },
  };
}

function isDamage(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'archive-damaged';
}
