import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from './wait-for.ts';

/** What is started at a terminal. */
export interface TerminalProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A terminal with a program in its foreground. */
export interface Terminal {
  /** All that it has shown so far. */
  readonly screen: () => string;
  readonly type: (keys: string) => void;
  /** Whether the program has ended. */
  readonly isOver: () => boolean;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** As a terminal takes it: a signal for all processes in its foreground. */
export const CTRL_C = '\u0003';

/** A program at a terminal, and what a person types there. */
export interface TerminalRun extends TerminalProgram {
  /** Words of the question that is waited for. */
  readonly question: string;
  /** What is typed, or what happens before somebody types it. */
  readonly answer: string | (() => Promise<string>);
}

/** Runs a program at a terminal of its own, and answers its question. */
export async function runAtTerminal({ question, answer, ...program }: TerminalRun) {
  const { screen, type, isOver, ended } = openTerminal(program);
  await waitFor(() => screen().includes(question) || isOver(), { what: question });
  type(`${typeof answer === 'string' ? answer : await answer()}\n`);
  return { exitCode: await ended, screen: screen() };
}

/** Starts a program at a terminal of its own, by script(1). */
export function openTerminal({ command, args, cwd, env }: TerminalProgram): Terminal {
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const child = spawn('script', ['-qefc', words.join(' '), '/dev/null'], {
    cwd,
    env: { ...process.env, ...env, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  return {
    screen: () => screen,
    type: (keys) => void child.stdin.write(keys),
    isOver: () => child.exitCode !== null,
    ended: once(child, 'close').then(() => child.exitCode),
  };
}
