import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './cluster-tools.ts';

const DRIVERS = resolve(import.meta.dirname, '../integration/completion');

export type Shell = 'bash' | 'fish' | 'zsh';

export interface Typed {
  /** What `kubernixos completion` prints for the shell. */
  readonly script: string;
  /** The command line up to the cursor, where TAB is pressed. */
  readonly line: string;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a shell offers, sorted: for the word, or after its equals sign. */
export async function completeLine(shell: Shell, typed: Typed): Promise<readonly string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-completion-'));
  try {
    const file = join(dir, 'script');
    await writeFile(file, typed.script);
    const env = { HOME: dir, XDG_CONFIG_HOME: dir, ...typed.env };
    const [program, args] = command(shell, file, typed.line);
    const result = await runProgram(program, args, { cwd: typed.cwd, env, timeout: 30_000 });
    if (result.exitCode !== 0 || result.stderr !== '')
      throw new Error(`${shell} fails on ${typed.line}: ${result.stderr}`);
    const offers = result.stdout
      .split('\n')
      .map(shortened)
      .filter((offer) => offer !== '');
    return [...new Set(offers)].sort();
  } finally {
    await rm(dir, { recursive: true });
  }
}

function command(shell: Shell, file: string, line: string): readonly [string, readonly string[]] {
  switch (shell) {
    case 'bash':
      return ['bash', ['--norc', '--noprofile', '-c', BASH, 'bash', file, ...bashWords(line)]];
    case 'fish':
      return ['fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', file, line]];
    case 'zsh':
      return ['zsh', ['-f', join(DRIVERS, 'complete-in-zsh.zsh'), file, line]];
  }
}

const BASH = `source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_kubernixos
printf '%s\\n' "\${COMPREPLY[@]}"`;

/** As bash takes a line apart: an equals sign is a word of its own, until a word begins after it. */
function bashWords(line: string): readonly string[] {
  return line.split(' ').flatMap((word) => {
    const parts = word.split(/(=)/);
    return parts.length > 1 && parts.at(-1) === '' ? parts.slice(0, -1) : parts;
  });
}

/** Without fish's description, what stands before a value or a file, and the slash of a directory. */
function shortened(offer: string): string {
  const [word = ''] = offer.split('\t');
  return word.replace(/^(--?[\w-]+=|\.\/)(?=.)/, '').replace(/[/=]$/, '');
}
