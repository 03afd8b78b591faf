import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { libraries } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

const LIB = join(import.meta.dirname, '../../../lib');

/** What is said of the options of a module. */
async function describeOptions(library: string, module: string) {
  const result = await evaluateNix(`
    let
      lib = ${library};
      inherit (lib) mkOption types;
      inherit (lib.evalModules { modules = [ (${module}) ]; }) options;
    in
    import ${LIB}/options { inherit lib; foreign = [ ]; values = { }; } options
  `);
  if (!result.ok) throw new Error(result.message);
  return result.value as readonly Readonly<Record<string, unknown>>[];
}

describe.each(libraries)('with the $name library', ({ expression }) => {
  test('every option of kubernixos has a type, a description and an example', async () => {
    const options = await describeOptions(expression, `${LIB}/modules`);
    expect(options.length).toBeGreaterThan(15);
    for (const option of options) {
      expect(option).toMatchObject({
        type: expect.any(String) as string,
        description: expect.any(String) as string,
        example: { text: expect.any(String) as string },
      });
    }
  });

  test.each([
    ['1', '1'],
    ['"a"', '"a"'],
    ['[ { a = 1; } ]', '[ { a = 1; } ]'],
    ['lib.literalExpression "pkgs.hello"', 'pkgs.hello'],
    [
      '{ name = "a rather long name"; other = "a rather long name too"; }',
      '{\n  name = "a rather long name";\n  other = "a rather long name too";\n}',
    ],
    ['x: x', '<function>'],
  ])('shows the value %s', async (value, text) => {
    const [option] = await describeOptions(
      expression,
      `{ options.a = mkOption { type = types.raw; default = ${value}; example = ${value}; }; }`,
    );
    expect(option).toMatchObject({ default: { prose: false, text }, example: { text } });
  });

  test('shows prose as prose, and nothing of a default that is an error', async () => {
    const [first, second] = await describeOptions(
      expression,
      `{ options.a = mkOption { default = throw "x"; defaultText = lib.literalMD "an *x*"; };
         options.b = mkOption { default = throw "x"; }; }`,
    );
    expect(first).toMatchObject({ default: { prose: true, text: 'an *x*' } });
    expect(second).toMatchObject({ default: null, description: null });
  });

  test.each([
    ['', ['a', 'a.<name>.b']],
    ['internal = true;', []],
    ['visible = false;', []],
    ['visible = "shallow";', ['a']],
    ['visible = "transparent";', ['a.<name>.b']],
  ])('lists of an option with %j: %j', async (attributes, names) => {
    const options = await describeOptions(
      expression,
      `{ options.a = mkOption { ${attributes} type = types.attrsOf (types.submodule {
           options.b = mkOption { type = types.str; }; }); }; }`,
    );
    expect(options.map(({ name }) => name)).toEqual(names);
  });
});

test('with NixOS, lists what modules of the hostgroup declare and nothing of NixOS', async () => {
  const tree = join(import.meta.dirname, '../manifests/tree');
  const result = await evaluateNix(
    `import ${LIB}/eval.nix { packages = ${tree}; describe = true; modules = [
       ({ lib, ... }: { options.shop.domain = lib.mkOption { type = lib.types.str; }; })
     ]; }`,
  );
  if (!result.ok) throw new Error(result.message);
  const { options } = result.value as { readonly options: readonly { readonly name: string }[] };
  const names = options.map(({ name }) => name).filter((name) => !name.startsWith('kubernixos.'));
  expect(names).toEqual(['shop.domain']);
  expect(options.length).toBeGreaterThan(15);
});
