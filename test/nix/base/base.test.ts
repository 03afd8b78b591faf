import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { libraries, type Library } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';
import { tally } from '../../support/tally.ts';

/**
 * The behaviour of the embedded library, as tables: each *.nix beside this file is a set of cases
 * `name = { expr = lib: …; expected = …; }` or `name = { expr = lib: …; errors = [ "phrase" ]; }`.
 * Where NIXPKGS_LIB names the directory of nixpkgs' own lib, that one must behave the same.
 */

interface Table {
  readonly file: string;
  readonly values: readonly string[];
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const counts = tally('the embedded library');
const tables = await readTables();

describe.each(libraries)('the $name library', (library) => {
  describe.each(tables)('$file', ({ file, values, errors }) => {
    let results: Readonly<Record<string, unknown>> = {};

    beforeAll(async () => {
      results = record(await evaluate(allValues(library, file)));
    });

    it.each(values)('%s', (name) => {
      const { actual, expected } = record(results[name]);
      counts.note(`${file}: ${name}`, library, JSON.stringify(actual));
      expect(actual).toEqual(expected);
    });

    it.each(Object.entries(errors))('%s', async (name, phrases) => {
      const result = await evaluateNix(oneCase(library, file, name));
      const message = result.ok ? `no error, but ${JSON.stringify(result.value)}` : result.message;
      const isListed = !result.ok && phrases.every((phrase) => message.includes(phrase));
      counts.note(`${file}: ${name}`, library, isListed ? null : message);
      for (const phrase of phrases) expect(message).toContain(phrase);
    });
  });
});

it('is the same with both libraries', () => {
  console.log(counts.summary());
  expect(counts.disagreements()).toEqual([]);
});

async function readTables(): Promise<readonly Table[]> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.nix'))
    .sort();
  const read = files.map(
    (file) =>
      `"${file}" = builtins.mapAttrs (_: case: case.errors or null) (import ${folder}${file});`,
  );
  const found = record(await evaluate(`{ ${read.join(' ')} }`));
  return files.map((file) => {
    const cases = Object.entries(record(found[file]));
    return {
      file,
      values: cases.flatMap(([name, phrases]) => (phrases === null ? [name] : [])),
      errors: Object.fromEntries(
        cases.flatMap(([name, phrases]) => (phrases === null ? [] : [[name, strings(phrases)]])),
      ),
    };
  });
}

/** All value cases of a table in one evaluation: { name: { actual, expected } }. */
function allValues({ expression }: Library, file: string): string {
  return `let lib = ${expression}; cases = import ${folder}${file}; in
    builtins.mapAttrs (name: case: {
      actual = builtins.addErrorContext "in the case \${name}" (case.expr lib);
      inherit (case) expected;
    }) (removeAttrs cases (builtins.filter (name: cases.\${name} ? errors) (builtins.attrNames cases)))`;
}

function oneCase({ expression }: Library, file: string, name: string): string {
  return `(import ${folder}${file}).\${${JSON.stringify(name)}}.expr ${expression}`;
}

async function evaluate(expression: string): Promise<unknown> {
  const result = await evaluateNix(expression, { args: ['--show-trace'] });
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error('Nix gave no attribute set');
  return Object.fromEntries(Object.entries(value));
}

function strings(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new Error('Nix gave no list');
  return value.map(String);
}
