import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';
import { builtTool, runProgram } from '../cluster-tools.ts';
import { comparable } from './comparable.ts';

/** Where commands run. */
export interface ConsolePlace {
  readonly cwd: string;
  /** A directory for programs, which is not the working directory. */
  readonly programs: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a block `console`: commands (`$ …`), each followed by lines that it must print, in that order,
 * and perhaps others between them. A line that ends in `…` stands for all that begin so. Where a line
 * is an answered question, `(yes/no): yes`, the command runs at a terminal, and that is typed.
 */
export async function runConsole(text: string, place: ConsolePlace): Promise<void> {
  await writeTool(place.programs);
  const commands = text.split(/^\$ /m).slice(1).map(toCommand);
  const script = commands.map(
    ({ command, answer }, index) =>
      `${atTerminal(command, answer)}\nset -- $?; echo; echo '--- end of ${index} ---'; (exit $1)`,
  );
  const PATH = [place.programs, place.env['PATH'] ?? ''].join(delimiter);
  const { stdout } = await runProgram('bash', ['-c', `exec 2>&1\n${script.join('\n')}`], {
    cwd: place.cwd,
    env: { ...place.env, PATH, TERM: 'dumb', NIX_PATH: '' },
  });
  const outputs = asLines(stdout).split(/^--- end of \d+ ---\n/m);
  expect(outputs).toHaveLength(commands.length + 1);
  for (const [index, { command, lines }] of commands.entries())
    expectLines(`$ ${command}`, outputs[index] ?? '', lines);
}

async function writeTool(programs: string): Promise<void> {
  const file = join(programs, 'kubernixos');
  await mkdir(programs, { recursive: true });
  await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${builtTool}' "$@"\n`);
  await chmod(file, 0o755);
}

interface Command {
  readonly command: string;
  readonly lines: readonly string[];
  readonly answer: string | null;
}

function toCommand(part: string): Command {
  const [command = '', ...lines] = part.split('\n').filter((line) => line !== '');
  const answer = lines.map((line) => ANSWERED.exec(line)?.[1]).find((word) => word !== undefined);
  return {
    command,
    lines: lines.map((line) => line.replace(ANSWERED, '…')),
    answer: answer ?? null,
  };
}

const ANSWERED = / \(yes\/no\): (\w+)$/;

/** util-linux' `script` gives a program a terminal. */
function atTerminal(command: string, answer: string | null): string {
  if (answer === null) return command;
  return `printf '${answer}\\n' | script -q -e -c "${command.replaceAll(/["$`\\]/g, '\\$&')}" /dev/null`;
}

/** A terminal shows what comes after a question in its line: the answer is shown before it. */
function asLines(stdout: string): string {
  return stdout.replaceAll('\r\n', '\n').replaceAll(/(?<=\(yes\/no\): )(?=.)/g, '\n');
}

/** Checks that the lines are there, in this order. */
function expectLines(command: string, said: string, expected: readonly string[]): void {
  const lines = said.split('\n').map(comparable);
  let from = 0;
  for (const line of expected) {
    const wanted = comparable(line);
    const at = lines.findIndex((other, index) => index >= from && matches(other, wanted));
    if (at < 0) expect.fail(`${command}\nsays no line "${line}", but:\n${said}`);
    from = at + 1;
  }
}

function matches(line: string, expected: string): boolean {
  return expected.endsWith('…') ? line.startsWith(expected.slice(0, -1)) : line === expected;
}
