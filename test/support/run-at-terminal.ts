import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { waitFor } from './wait-for.ts';

/** A program at a terminal, and what a person types there. */
export interface TerminalRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Words of the question that is waited for. */
  readonly question: string;
  /** What is typed, or what happens before somebody types it. */
  readonly answer: string | (() => Promise<string>);
}

/** Runs a program at a terminal of its own, by script(1), and answers its question. */
export async function runAtTerminal({ command, args, cwd, env, question, answer }: TerminalRun) {
  const words = [command, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const child = spawn('script', ['-qefc', words.join(' '), '/dev/null'], {
    cwd,
    env: { ...process.env, ...env, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  const closed = once(child, 'close');
  await waitFor(() => screen.includes(question) || child.exitCode !== null, { what: question });
  child.stdin.write(`${typeof answer === 'string' ? answer : await answer()}\n`);
  await closed;
  return { exitCode: child.exitCode, screen };
}
