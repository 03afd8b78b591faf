import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { embedded, nixpkgs } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

const list = join(import.meta.dirname, '../../../lib/base/names.nix');

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
    const missing = `builtins.concatLists (builtins.attrValues (builtins.mapAttrs (namespace: names:
      builtins.filter (name: !(at namespace lib ? \${name})) names) (import ${list})))`;
    expect(await namesOf(missing)).toEqual([]);
  });
});

describe('names that the embedded library has', () => {
  it('are each used by a case', async () => {
    const own = `builtins.concatLists (builtins.attrValues (builtins.mapAttrs (namespace: names: map
      (name: "\${namespace}.\${name}") (builtins.filter (isOwn namespace) names)) namespaces))`;
    const names = await namesOf(`let
        listed = import ${list};
        namespaces = removeAttrs listed [ "" ];
        isOwn = namespace: name: !(builtins ? \${name}) && !(listed ? "\${namespace}.\${name}")
          && (builtins.tryEval (at namespace lib).\${name}).success;
      in ${own}`);
    const words = new Set(readCases().split(/[^\w'-]+/));
    expect(names.length).toBeGreaterThan(400);
    expect(names.filter((name) => !words.has(name.split('.').at(-1) ?? ''))).toEqual([]);
  });
});

/** Names that only one of the libraries may have. */
const ALLOWED = { missing: [], additional: [] };

it.skipIf(nixpkgs === null)("are those of nixpkgs' library at any depth", async () => {
  const compare = `let
      theirs = ${nixpkgs?.expression ?? ''};
      # A namespace: neither a type nor any other value, and not a stub.
      isNamespace = value:
        let tried = builtins.tryEval value; in
        tried.success && builtins.isAttrs tried.value
        && !(tried.value ? _type) && !(tried.value ? type) && !(tried.value ? __functor);
      # \`lib.types.types\` is \`lib.types\`: without end.
      differences = depth: path: ours: theirs: builtins.concatMap (name:
        if !(ours ? \${name}) then [ { missing = path + name; } ]
        else if !(theirs ? \${name}) then [ { additional = path + name; } ]
        else if depth > 0 && isNamespace ours.\${name} && isNamespace theirs.\${name} then
          differences (depth - 1) "\${path}\${name}." ours.\${name} theirs.\${name}
        else [ ]) (builtins.attrNames (ours // theirs));
      found = differences 3 "" lib theirs;
    in { missing = builtins.catAttrs "missing" found; additional = builtins.catAttrs "additional" found; }`;
  expect(await evaluate(compare)).toEqual(ALLOWED);
});

/** All tables of this folder, as text. */
function readCases(): string {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.nix'));
  return files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
}

async function namesOf(expression: string): Promise<readonly string[]> {
  const names = await evaluate(expression);
  if (!Array.isArray(names)) throw new Error('Nix gave no list');
  return names.map(String);
}

/** With `lib`, the embedded library, and `at`: `at "a.b" lib` = lib.a.b, `at "" lib` = lib. */
async function evaluate(expression: string): Promise<unknown> {
  const result = await evaluateNix(`let
    lib = ${embedded.expression};
    at = path: value: builtins.foldl' (set: name: set.\${name}) value
      (builtins.filter (name: builtins.isString name && name != "") (builtins.split "[.]" path));
  in ${expression}`);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}
