import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { runSupervised } from '../supervise.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What gpg says of a signature that is good today, of a key that is neither expired nor revoked. */
const GOOD = /^\[GNUPG:\] GOODSIG /m;
const BAD = /^\[GNUPG:\] (?:BADSIG|ERRSIG|EXPSIG|EXPKEYSIG|REVKEYSIG|KEYEXPIRED|KEYREVOKED) /m;
const VALID = /^\[GNUPG:\] VALIDSIG .* ([0-9A-F]{40})$/m;

/**
 * Checks a detached signature by a key alone: no key of the user's counts, and no web of trust. The
 * fingerprint is that of the key itself, whichever of its subkeys has signed. Throws a `Failure` for
 * anything else than a good signature of it.
 */
export async function verifySignature(
  env: Variables,
  directory: string,
  what: { readonly url: string; readonly file: string; readonly signature: string },
  { text, fingerprint }: { readonly text: string; readonly fingerprint: string },
  signal: AbortSignal,
): Promise<void> {
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
  const signer = VALID.exec(said)?.[1] ?? null;
  const isGood = exitCode === 0 && GOOD.test(said) && !BAD.test(said);
  if (isGood && signer === fingerprint) return;
  throw unsigned(what.url, fingerprint, isGood ? signer : null);
}

function unsigned(url: string, fingerprint: string, signer: string | null): Failure {
  return new Failure({
    code: 'not-signed',
    message:
      signer === null
        ? `${url} has no good signature of the key ${fingerprint}`
        : `${url} is signed by the key ${signer}, not by ${fingerprint}`,
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
