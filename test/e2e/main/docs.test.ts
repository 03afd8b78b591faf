import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { builtTool, clusterTools, runProgram } from '../../support/cluster-tools.ts';
import { deleteAll } from './scenario.ts';

/*
 * Runs the examples of the pages. Each section is one example, in a directory of its own. A block of
 * code that begins with `# NAME` is a file; a block `console` holds commands (`$ …`), each followed by
 * lines that its output must hold, in that order, and perhaps others between them. `…` at the end of
 * a line stands for the rest of it.
 */
const sections = (
  await Promise.all(['concurrency.md', 'import.md', 'plan.md', 'prune.md'].map(readSections))
).flat();

interface Section {
  readonly page: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

async function readSections(page: string): Promise<readonly Section[]> {
  const text = await readFile(resolve(import.meta.dirname, '../../../docs', page), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ page, title: part.slice(0, part.indexOf('\n')), blocks: blocksOf(part) }))
    .filter(({ blocks }) => blocks.some(({ language }) => language === 'console'));
}

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }));
}

test('the page on prune has an example for most of its rules', () => {
  expect(sections.filter(({ page }) => page === 'prune.md').length).toBeGreaterThan(9);
});

test.each(sections)('$page: $title', async ({ blocks }) => {
  const plane = inject('controlPlane');
  const tools = clusterTools(plane);
  const dir = await mkdtemp(join(plane.dir, 'docs-'));
  const texts = blocks.map(({ text }) => text).join('\n');
  const used = new Set(
    texts.match(/(?<=name(?:space)?(?: = "|: ))(?:concurrency|import|plan|prune)-[-\w]+/g),
  );
  onTestFinished(() =>
    deleteAll(
      tools,
      [...used].map((name) => `namespace/${name}`),
    ),
  );
  for (const { language, text } of blocks) {
    const file = /^# ([\w./-]+)\n/.exec(text)?.[1];
    if (file !== undefined) await writeIn(dir, file, text);
    else if (language === 'console') await runConsole(text, dir, tools.environment);
  }
});

async function writeIn(dir: string, file: string, text: string): Promise<void> {
  const path = join(dir, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function runConsole(
  text: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const commands = text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => part.split('\n'));
  const script = [
    `kubernixos() { '${process.execPath}' '${builtTool}' "$@"; }`,
    ...commands.map(
      ([command = ''], index) => `${command}\nset -- $?; echo '--- end of ${index} ---'; (exit $1)`,
    ),
  ].join('\n');
  const { stdout } = await runProgram('bash', ['-c', `exec 2>&1\n${script}`], { cwd, env });
  const outputs = stdout.split(/^--- end of \d+ ---\n/m);
  expect(outputs).toHaveLength(commands.length + 1);
  for (const [index, [command = '', ...expected]] of commands.entries()) {
    const lines = expected.filter((line) => line !== '');
    expectLines(`$ ${command}`, outputs[index] ?? '', lines);
  }
}

/** Checks that the lines are there, in this order. */
function expectLines(command: string, said: string, expected: readonly string[]): void {
  const lines = said.split('\n');
  let from = 0;
  for (const line of expected) {
    const at = lines.findIndex((other, index) => index >= from && matches(other, line));
    if (at < 0) expect.fail(`${command}\nsays no line "${line}", but:\n${said}`);
    from = at + 1;
  }
}

function matches(line: string, expected: string): boolean {
  return expected.endsWith('…') ? line.startsWith(expected.slice(0, -1)) : line === expected;
}
