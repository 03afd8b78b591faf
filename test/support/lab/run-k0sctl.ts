import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runProgram, type RunResult } from '../cluster-tools.ts';
import type { Lab } from './start-lab.ts';

export interface K0sctlOptions {
  /** The document on standard input; it is read by `-c -`. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A directory from which k0sctl runs, with a home, a cache and known hosts of its own. */
export interface K0sctlDesk {
  readonly dir: string;
  readonly knownHosts: string;
  readonly run: (args: readonly string[], options?: K0sctlOptions) => Promise<RunResult>;
  /** Starts it for a test that interrupts it; what it prints goes into the returned process's stdout. */
  readonly start: (args: readonly string[], stdin: string) => ChildProcess;
  readonly log: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** @param program the k0sctl, which runs in the lab's network with nothing of our environment */
export async function openDesk(lab: Lab, program: string): Promise<K0sctlDesk> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-k0sctl-'));
  const knownHosts = join(dir, 'known_hosts');
  await copyFile(lab.knownHostsPath, knownHosts);
  const variables = {
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: dir,
    TMPDIR: dir,
    XDG_CACHE_HOME: join(dir, 'cache'),
    SSH_KNOWN_HOSTS: knownHosts,
  };
  const enter = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const settings = Object.entries({ ...variables, ...env }).map((entry) => entry.join('='));
    return lab.enter('env', ['-i', ...settings, program, ...args]);
  };
  return {
    dir,
    knownHosts,
    run: (words, { stdin, env } = {}) => {
      const { command, args } = enter(words, env);
      return runProgram(command, args, { cwd: dir, ...(stdin === undefined ? {} : { stdin }) });
    },
    start: (words, stdin) => {
      const { command, args } = enter(words);
      const child = spawn(command, args, { cwd: dir, stdio: ['pipe', 'pipe', 'ignore'] });
      child.stdin.end(stdin);
      return child;
    },
    log: () => readFile(join(dir, 'cache/k0sctl/k0sctl.log'), 'utf8'),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The phases that a run of k0sctl told of, in their order. */
export function phasesOf({ stdout }: Pick<RunResult, 'stdout'>): readonly string[] {
  return [...stdout.matchAll(/==> Running phase: ([^"\n]+)"/g)].map(([, phase]) => phase ?? '');
}
