import { Failure } from '../../model/failure.ts';
import { systemClock } from '../clock.ts';
import { startSupervised } from '../supervise.ts';
import { gpgEnvironment } from './gpg-environment.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How gpg ended. */
export interface GpgResult {
  readonly succeeded: boolean;
  /** Its lines for programs, without the mark before them: a keyword and its arguments. */
  readonly status: readonly string[];
  /** Its last line for people. */
  readonly said: string;
}

export interface GpgCall {
  readonly args: readonly string[];
  readonly stdin?: { readonly text: string } | undefined;
  /** Sees standard output as it comes. */
  readonly onStdout?: ((chunk: Uint8Array) => void) | undefined;
  /** Long enough for a large archive, and for a person who is asked for a passphrase. */
  readonly longestMilliseconds?: number | undefined;
}

const LONGEST_MILLISECONDS = 60 * 60 * 1000;

/**
 * It never asks itself, though its agent may ask a person for a passphrase; never looks for keys elsewhere,
 * and tells programs what it does on standard error.
 */
const ALWAYS = [
  ...['--batch', '--no-tty', '--no-options', '--status-fd', '2'],
  ...['--no-auto-key-locate', '--no-auto-key-retrieve', '--no-symkey-cache'],
];

const STATUS = '[GNUPG:] ';

/** More than it says of an archive that it cannot open. */
const MOST_BYTES = 1024 * 1024;

/**
 * Runs the gpg on PATH with the keys of its user. Rejects with the reason of the signal where it aborts,
 * and with a `Failure` where there is no gpg, or none that ends.
 */
export async function runGpg(
  { args, stdin, onStdout, longestMilliseconds = LONGEST_MILLISECONDS }: GpgCall,
  env: Variables,
  signal: AbortSignal,
): Promise<GpgResult> {
  signal.throwIfAborted();
  const said: Uint8Array[] = [];
  let bytes = 0;
  const child = startSupervised({
    command: 'gpg',
    args: [...ALWAYS, ...args],
    env: gpgEnvironment(env),
    stdin,
    onStdout,
    onStderr(chunk) {
      if ((bytes += chunk.length) <= MOST_BYTES) said.push(chunk);
    },
  });
  const late = systemClock.timeout(longestMilliseconds);
  const either = AbortSignal.any([signal, late]);
  const stop = () => void child.stop();
  either.addEventListener('abort', stop, { once: true });
  const ended = await child.exited.finally(() => {
    either.removeEventListener('abort', stop);
  });
  signal.throwIfAborted();
  if (late.aborted) throw gpgLate(longestMilliseconds);
  if (ended.type === 'missing') throw gpgMissing();
  return { succeeded: ended.exitCode === 0, ...readLines(Buffer.concat(said).toString()) };
}

function readLines(text: string): Pick<GpgResult, 'status' | 'said'> {
  const lines = text.split('\n').filter((line) => line !== '');
  const isStatus = (line: string) => line.startsWith(STATUS);
  return {
    status: lines.filter(isStatus).map((line) => line.slice(STATUS.length)),
    said: lines.findLast((line) => !isStatus(line)) ?? 'nothing',
  };
}

function gpgLate(milliseconds: number): Failure {
  return new Failure({
    code: 'gpg-late',
    message: `gpg has not ended within ${String(milliseconds / 1000)} s`,
    hint: 'See whether its agent waits for a passphrase that nobody is asked for, as without a terminal: gpg --decrypt FILE',
  });
}

function gpgMissing(): Failure {
  return new Failure({
    code: 'gpg-missing',
    message: 'gpg is missing: there is no program of this name on PATH',
    hint: 'Install GnuPG: `apt-get install gnupg` on Debian and Ubuntu.',
  });
}
