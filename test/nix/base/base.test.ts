import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';

/**
 * The behaviour of the embedded library, as tables: each *.nix beside this file is a set of cases
 * `name = { expr = lib: …; expected = …; }` or `name = { expr = lib: …; errors = [ "phrase" ]; }`.
 * Where NIXPKGS_LIB names the directory of nixpkgs' own lib, that one must behave the same.
 */

interface Library {
  readonly name: string;
  readonly expression: string;
}

interface Table {
  readonly file: string;
  readonly values: readonly string[];
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const library = fileURLToPath(new URL('../../../lib/base', import.meta.url));
const nixpkgsLib = process.env['NIXPKGS_LIB'];

const embedded: Library = { name: 'the embedded library', expression: `import ${library} { }` };
const libraries: readonly Library[] =
  nixpkgsLib === undefined || nixpkgsLib === ''
    ? [embedded]
    : [embedded, { name: "nixpkgs' library", expression: `import ${nixpkgsLib}` }];

const tables = await readTables();

describe.each(libraries)('$name', ({ expression }) => {
  describe.each(tables)('$file', ({ file, values, errors }) => {
    let results: Readonly<Record<string, unknown>> = {};

    beforeAll(async () => {
      results = record(await evaluate(allValues(expression, file)));
    });

    it.each(values)('%s', (name) => {
      const { actual, expected } = record(results[name]);
      expect(actual).toEqual(expected);
    });

    it.each(Object.entries(errors))('%s', async (name, phrases) => {
      const result = await evaluateNix(oneCase(expression, file, name));
      const message = result.ok ? `no error, but ${JSON.stringify(result.value)}` : result.message;
      for (const phrase of phrases) expect(message).toContain(phrase);
    });
  });
});

describe('names that the embedded library lacks', () => {
  it.each([
    ['callPackageWith', 'lib.callPackageWith { }'],
    ['customisation.makeScope', 'lib.customisation.makeScope'],
    ['licenses.mit', 'lib.licenses.mit'],
    ['maintainers', 'lib.maintainers.someone'],
    ['systems.doubles.linux', 'lib.systems.doubles.linux'],
    ['systems.elaborate', 'lib.systems.elaborate "x86_64-linux"'],
    ['types.fileset', 'lib.types.fileset.name'],
    ['fileset.toSource', 'lib.fileset.toSource { }'],
    ['gvariant.mkValue', 'lib.gvariant.mkValue 1'],
    ['meta.platformMatch', 'with lib.meta; platformMatch'],
  ])('%s throws its name and what to do', async (name, use) => {
    const result = await evaluateNix(`let lib = ${embedded.expression}; in ${use}`);
    const message = result.ok ? '' : result.message;
    expect(message).toContain(`\`lib.${name}'`);
    for (const way of ['network.lib', 'network.pkgs', 'PACKAGES', 'NIX_PATH']) {
      expect(message).toContain(way);
    }
  });

  it('are there without being used', async () => {
    const listed = `builtins.concatLists (builtins.attrValues (builtins.mapAttrs (namespace: names:
      builtins.filter (name: !(at namespace lib ? \${name})) names) (import ${library}/names.nix)))`;
    expect(await evaluate(withPaths(`let lib = ${embedded.expression}; in ${listed}`))).toEqual([]);
  });

  it.skipIf(libraries.length === 1)("are all names of nixpkgs' library", async () => {
    const missing = `builtins.concatLists (map (namespace:
      map (name: "\${namespace}.\${name}") (builtins.filter (name: !(at namespace ours ? \${name}))
        (builtins.attrNames (at namespace theirs)))) (builtins.attrNames (import ${library}/names.nix)))`;
    const expression = `let ours = ${embedded.expression}; theirs = import ${nixpkgsLib ?? ''}; in ${missing}`;
    expect(await evaluate(withPaths(expression))).toEqual([]);
  });
});

/** Gives an expression `at`: `at "a.b" lib` = lib.a.b, `at "" lib` = lib. */
function withPaths(expression: string): string {
  return `let at = path: value: builtins.foldl' (set: name: set.\${name}) value
    (builtins.filter (name: builtins.isString name && name != "") (builtins.split "[.]" path)); in ${expression}`;
}

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
function allValues(lib: string, file: string): string {
  return `let lib = ${lib}; cases = import ${folder}${file}; in
    builtins.mapAttrs (name: case: {
      actual = builtins.addErrorContext "in the case \${name}" (case.expr lib);
      inherit (case) expected;
    }) (removeAttrs cases (builtins.filter (name: cases.\${name} ? errors) (builtins.attrNames cases)))`;
}

function oneCase(lib: string, file: string, name: string): string {
  return `(import ${folder}${file}).\${${JSON.stringify(name)}}.expr (${lib})`;
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
