import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { type Block, isRun, readBlocks, readSections } from '../../support/docs/read-blocks.ts';
import { readPage, readPages, root } from '../../support/docs/read-pages.ts';
import { RUN_PAGES } from '../../support/docs/run-pages.ts';

/*
 * Evaluates every block `nix` of the pages: a hostgroup as it stands, anything else as a module of one.
 * Files that a block names and its section does not show are empty modules. A block that sets a part of a
 * cluster is evaluated with a cluster around it.
 */

/** Pages whose blocks other tests take, each page with what it needs. */
const OTHER_TESTS: Readonly<Record<string, string>> = {
  'docs/examples.md': 'test/integration/docs/nix-blocks.test.ts',
  'docs/install.md': 'test/nix/packaging/install-docs.test.ts',
  'docs/manifests.md': 'test/nix/manifests/docs.test.ts',
  'docs/options.md': 'test/references/options-page.ts',
};

const elsewhere: readonly string[] = [...Object.keys(OTHER_TESTS), ...RUN_PAGES.whole];

/** The parts of pages that nothing else runs. */
const groups = readPages()
  .filter(({ path }) => !elsewhere.includes(path))
  .flatMap(({ path, text }) => readSections(text).map((section) => ({ path, ...section })))
  .filter(({ path, blocks }) => !isSectionRun(path, blocks))
  .map((group) => ({ ...group, nix: group.blocks.filter(({ language }) => language === 'nix') }))
  .filter(({ nix }) => nix.length > 0);

function isSectionRun(path: string, blocks: readonly Block[]): boolean {
  return RUN_PAGES.bySection.some((page) => page === path) && blocks.some(isRun);
}

describe('blocks of Nix', () => {
  test.each(groups)('$path: $title', async ({ nix }) => {
    const dir = await mkdtemp(join(tmpdir(), 'kubernixos-docs-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const files = nix.map(({ file }, index) => file ?? `block-${index}.nix`);
    for (const [index, { text }] of nix.entries()) {
      await writeNamed(dir, text);
      await writeFile(join(dir, files[index] ?? ''), text);
    }
    const evaluated = files.filter((_, index) => nix[index]?.notRun === null);
    for (const file of evaluated) expect(await evaluate(dir, file)).toMatch(/^[0-9a-f]{62}\n$/);
  });

  test('are marked where they cannot be evaluated, and few are', () => {
    const all = readPages().flatMap(({ text }) => readBlocks(text));
    const marked = all.filter(({ language, notRun }) => language === 'nix' && notRun !== null);
    expect(marked).toHaveLength(3);
  });
});

test.each(Object.entries(OTHER_TESTS))('%s is a page of %s', async (page, file) => {
  expect(await readFile(join(root, file), 'utf8')).toContain(page.replace(/^docs\//, ''));
});

/** Writes the files that a block names, unless it shows them itself. */
async function writeNamed(dir: string, text: string): Promise<void> {
  for (const [path] of text.matchAll(/(?<![\w.])\.\/[\w./-]+/g)) {
    const file = join(dir, extname(path) === '' ? join(path, 'default.nix') : path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '{ }', { flag: 'wx' }).catch(() => undefined);
  }
}

/** What a cluster has, where a block says no more than a part of it. */
const around = `({ lib, ... }: { kubernixos.cluster = builtins.mapAttrs (_: lib.mkDefault) {
  name = "shop";
  k0s.version = "v1.34.1+k0s.0";
  hosts.node = { role = "single"; address = "10.0.0.11"; ssh = { }; };
}; })`;
const aroundPipeline = `{ kubernixos.cluster.concourse = {
  repository.uri = "https://git.example.com/fleet.git";
  hostgroup = "prod.nix";
  image.repository = "registry.example.com/kubernixos";
}; }`;

const aroundDrill = '{ kubernixos.cluster.backup.store.directory = "/srv/backups"; }';

function modulesAround(text: string): string {
  const has = (part: string) => text.includes(`kubernixos.cluster.${part}`);
  return [
    has('backup') || has('concourse') ? around : '',
    has('concourse.') ? aroundPipeline : '',
    has('backup.drill') ? aroundDrill : '',
  ].join(' ');
}

/** What the tool prints for a hostgroup, or for one of a module. */
async function evaluate(dir: string, file: string): Promise<string> {
  const more = modulesAround(await readFile(join(dir, file), 'utf8'));
  const hostgroup = `let it = import ./${file}; in
    if it ? network then it else { network = { modules = [ ./${file} ${more} ]; specialArgs.region = "eu"; }; }`;
  await writeFile(join(dir, 'evaluated.nix'), hostgroup);
  const { stdout, stderr } = await runProgram(process.execPath, [builtTool, './evaluated.nix'], {
    cwd: dir,
    env: { NIX_PATH: '' },
  });
  return stdout === '' ? `${file}: ${stderr}` : stdout;
}

test('the excerpts on the page of examples are from the examples', async () => {
  const examples = await readAll(join(root, 'test/examples'));
  for (const { language, text } of readBlocks(readPage('docs/examples.md').text)) {
    if (language === 'nix') expect(withoutIndent(examples)).toContain(withoutIndent(text));
  }
});

async function readAll(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

function withoutIndent(text: string): string {
  return text.replaceAll(/^ +/gm, '');
}
