import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { clusterTools, type ClusterTools } from '../../support/cluster-tools.ts';
import { applyDiff } from '../../support/docs/apply-diff.ts';
import { type Block, readBlocks, readSections } from '../../support/docs/read-blocks.ts';
import { readPage } from '../../support/docs/read-pages.ts';
import { type ConsolePlace, runConsole } from '../../support/docs/run-console.ts';
import { deleteAll } from './scenario.ts';
import { hasTerminal } from './terminal.ts';

/*
 * Runs the examples of the pages, each in a directory of its own. A block of code that begins with
 * `# NAME` is a file, a block `diff` that begins so changes one, and a block `console` holds commands
 * with what they print.
 */

interface Example {
  readonly page: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Whether others could meet what it leaves behind: its Namespaces are not its own by name. */
  readonly clears: boolean;
}

/** Pages on which every section is an example. */
const bySection = ['concurrency.md', 'import.md', 'plan.md', 'prune.md', 'secrets.md'].flatMap(
  (page) =>
    readSections(readPage(`docs/${page}`).text).map((section) => ({
      page,
      ...section,
      clears: false,
    })),
);

/** Pages that are one example from their beginning to their end. */
const wholePages = [
  'README.md',
  'docs/environments.md',
  'docs/first-hostgroup.md',
  'docs/modules.md',
  'docs/patches.md',
  'docs/transformers.md',
].map((page) => ({
  page,
  title: 'the whole page',
  blocks: readBlocks(readPage(page).text),
  clears: true,
}));

const examples: readonly Example[] = [...bySection, ...wholePages].filter(({ blocks }) =>
  blocks.some(isRun),
);

test('the page on prune has an example for most of its rules', () => {
  expect(examples.filter(({ page }) => page === 'prune.md').length).toBeGreaterThan(9);
});

test.each(examples)('$page: $title', async ({ blocks, clears }) => {
  const asks = blocks.some(({ language, text }) => language === 'console' && /no\): \w/.test(text));
  if (asks && !hasTerminal) return;
  const plane = inject('controlPlane');
  const tools = clusterTools(plane);
  const before = await namespaces(tools);
  onTestFinished(async () => {
    const added = (await namespaces(tools)).filter((name) => !before.includes(name));
    await deleteAll(tools, added, { wait: clears });
  });
  const dir = await mkdtemp(join(plane.dir, 'docs-'));
  const place = { cwd: join(dir, 'fleet'), programs: join(dir, 'bin'), env: tools.environment };
  await mkdir(place.cwd);
  for (const block of blocks) await perform(block, place);
});

async function namespaces(tools: ClusterTools): Promise<readonly string[]> {
  return (await tools.kubectl(['get', 'namespaces', '-o', 'name'])).trim().split('\n');
}

async function perform(block: Block, place: ConsolePlace): Promise<void> {
  if (isRun(block)) return runConsole(block.text, place);
  if (block.file === null || block.notRun !== null) return;
  const path = join(place.cwd, block.file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, block.language === 'diff' ? await changed(path, block) : block.text);
}

async function changed(path: string, { text }: Block): Promise<string> {
  return applyDiff(await readFile(path, 'utf8'), text.slice(text.indexOf('\n') + 1));
}

function isRun({ language, notRun }: Block): boolean {
  return language === 'console' && notRun === null;
}
