import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { evaluateNix } from '../../support/nix-eval.ts';
import { libraries } from '../../support/libraries.ts';

/*
 * Runs the examples of docs/manifests.md. A block `nix` that begins with `# NAME` is a module, and
 * the modules of a section are evaluated with that of the introduction. A block `yaml` is what the
 * manifests must hold: of one object, or a list of all. Each line of a block `text` must be in the
 * error that they give.
 */
const root = resolve(import.meta.dirname, '../../..');
const page = await readFile(join(root, 'docs/manifests.md'), 'utf8');

interface Example {
  readonly title: string;
  readonly files: ReadonlyMap<string, string>;
  readonly yaml: string | undefined;
  readonly error: readonly string[];
}

function readExample(section: string): Example {
  const blocks = [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language,
    text: text ?? '',
  }));
  const of = (wanted: string) =>
    blocks.filter(({ language }) => language === wanted).map(({ text }) => text);
  const files = of('nix').map((text) => [/^# (\S+)/.exec(text)?.[1] ?? '', text] as const);
  return {
    title: section.slice(0, section.indexOf('\n')),
    files: new Map(files),
    yaml: of('yaml')[0],
    error: of('text').flatMap((text) => text.trimEnd().split('\n')),
  };
}

const [introduction = '', ...sections] = page.split(/^## /m);
const common = readExample(introduction).files;
const examples = sections.map(readExample).filter(({ files }) => files.size > 0);

async function evaluate({ files }: Example, library: string) {
  const folder = await mkdtemp(join(tmpdir(), 'kubernixos-docs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const all = [...common, ...files];
  await Promise.all(all.map(([name, text]) => writeFile(join(folder, name), text)));
  return evaluateNix(`
    (import ${root}/lib { lib = ${library}; }).eval {
      modules = [ ${all.map(([name]) => join(folder, name)).join(' ')} ];
    }
  `);
}

test('the page has an example for most of what it says', () => {
  expect(common.size).toBe(1);
  expect(examples.length).toBeGreaterThan(12);
});

for (const library of libraries) {
  describe(`docs/manifests.md, with the ${library.name} library`, () => {
    test.each(examples)('$title', async (example) => {
      const evaluation = await evaluate(example, library.expression);

      if (example.yaml === undefined) {
        expect(example.error).not.toEqual([]);
        for (const line of example.error)
          expect(evaluation.ok ? 'no error' : evaluation.message).toContain(line);
        return;
      }
      const wanted: unknown = parse(example.yaml);
      const manifests: unknown = Array.isArray(wanted) ? wanted : [wanted];
      expect(evaluation).toMatchObject({ ok: true, value: { manifests } });
    });
  });
}
