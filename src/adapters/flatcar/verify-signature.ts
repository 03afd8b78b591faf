import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import type { SigningKey } from '../../ports/release-store.ts';
import { runSupervised } from '../supervise.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What gpg says of a signature that is good today, of a subkey that is neither expired nor revoked. It says
 * KEYEXPIRED also of subkeys that have signed nothing here.
 * https://git.gnupg.org/cgi-bin/gitweb.cgi?p=gnupg.git;a=blob_plain;f=doc/DETAILS
 */
const GOOD = /^\[GNUPG:\] GOODSIG /m;
const BAD = /^\[GNUPG:\] (BADSIG|ERRSIG|EXPSIG|EXPKEYSIG|REVKEYSIG) /m;
/** The time of the signature, and the key that the signing subkey belongs to. */
const VALID = /^\[GNUPG:\] VALIDSIG \S+ \S+ (\d+) .* ([0-9A-F]{40})$/m;

const FAULTS: Readonly<Record<string, string>> = {
  EXPSIG: 'has a signature that has expired',
  EXPKEYSIG: 'is signed by a subkey that has expired',
  REVKEYSIG: 'is signed by a subkey that was revoked',
};

/**
 * Checks a detached signature by a key alone: no key of the user's counts, and no web of trust. The
 * fingerprint is that of the key itself, whichever of its subkeys has signed. Throws a `Failure` for
 * anything else than a good signature of it. Returns when it was made, in seconds since 1970.
 */
export async function verifySignature(
  env: Variables,
  directory: string,
  what: { readonly url: string; readonly file: string; readonly signature: string },
  { text, fingerprint }: SigningKey,
  signal: AbortSignal,
): Promise<number> {
  // Paths of sockets in it may have 107 bytes.
  const home = await mkdtemp(join(directory, 'g'));
  const key = join(home, 'key.asc');
  await writeFile(key, text);
  const gpg = async (...args: readonly string[]) => {
    const common = ['--homedir', home, '--batch', '--no-tty', '--no-autostart', '--status-fd', '1'];
    const variables = { PATH: env['PATH'], LC_ALL: 'C', HOME: home };
    const command = { command: 'gpg', args: [...common, ...args], env: variables };
    const result = await runSupervised(command, signal);
    if (result.type === 'missing') throw missing();
    return { exitCode: result.exitCode, said: new TextDecoder().decode(result.stdout) };
  };
  await gpg('--import', key);
  const { exitCode, said } = await gpg('--verify', what.signature, what.file);
  const [, time, signer] = VALID.exec(said) ?? [];
  const fault = BAD.exec(said)?.[1];
  const isGood = exitCode === 0 && GOOD.test(said) && fault === undefined;
  if (isGood && signer === fingerprint) return Number(time);
  throw unsigned(
    isGood && signer !== undefined
      ? `${what.url} is signed by the key ${signer}, not by ${fingerprint}`
      : `${what.url} ${FAULTS[fault ?? ''] ?? `has no good signature of the key ${fingerprint}`}`,
  );
}

function unsigned(message: string): Failure {
  return new Failure({
    code: 'not-signed',
    message,
    hint: 'Nothing of it was kept. Is the key up to date, and the download whole? Flatcar tells its key on its website.',
  });
}

function missing(): Failure {
  return new Failure({
    code: 'program-missing',
    message: 'signatures are checked by gpg, which is not installed',
    hint: "Install GnuPG; Debian's package is gnupg.",
  });
}
