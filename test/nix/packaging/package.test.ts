import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNixWorkshop, type NixWorkshop } from '../../support/nix-workshop.ts';

/*
 * What nixpkgs is asked to build. It is not built by nixpkgs here: build.test.ts builds it with a stand-in
 * for buildNpmPackage.
 */
let workshop: NixWorkshop;
beforeAll(async () => {
  workshop = await createNixWorkshop();
});
afterAll(() => workshop.dispose());

const ofPackage = (expression: string, overrides = '{ }') =>
  workshop.evaluate(`let package = pkgs.callPackage source ${overrides}; in ${expression}`);
const failure = (evaluation: Promise<unknown>) =>
  evaluation.then(
    () => 'no failure',
    (error: unknown) => String(error),
  );

test('npm runs no install scripts, and is configured by the hook of importNpmLock', async () => {
  const { npmFlags, hooks } = (await ofPackage(`{
    inherit (package.arguments) npmFlags;
    hooks = package.arguments.npmConfigHook == pkgs.importNpmLock.npmConfigHook;
  }`)) as { readonly npmFlags: unknown; readonly hooks: unknown };

  expect(npmFlags).toEqual(['--ignore-scripts']);
  expect(hooks).toBe(true);
});

test('is built with Node.js 24', async () => {
  expect(await ofPackage('package.arguments.nodejs == pkgs.nodejs_24')).toBe(true);
});

test('says which nixpkgs it needs where there is no Node.js 24', async () => {
  const message = await failure(ofPackage('package.drvPath', '{ nodejs_24 = null; }'));

  expect(message).toContain('this nixpkgs does not have. Use nixpkgs 25.05 or newer.');
});

test('every npm package has an address and a hash', async () => {
  const packages = await workshop.evaluate(
    `builtins.attrValues (removeAttrs (import (source + "/nix/package-lock.nix")).packages [ "" ])`,
  );

  for (const entry of packages as readonly unknown[])
    expect(entry).toMatchObject({
      resolved: expect.stringMatching(
        /^https:\/\/registry\.npmjs\.org\/.+\/-\/.+\.tgz$/,
      ) as unknown,
      integrity: expect.stringMatching(/^sha512-/) as unknown,
    });
});

test.each([
  ['yaml', 'https://registry.npmjs.org/yaml/-/yaml-'],
  ['@types/node', 'https://registry.npmjs.org/@types/node/-/node-'],
  [
    '@kubernetes/client-node/node_modules/@types/node',
    'https://registry.npmjs.org/@types/node/-/node-',
  ],
])('the address of %s', async (place, start) => {
  const address = await workshop.evaluate(
    `(import (source + "/nix/package-lock.nix")).packages."node_modules/${place}".resolved`,
  );

  expect(address).toContain(start);
});

test('the source holds what is built and shipped, and no tests', async () => {
  const names = await workshop.evaluate(
    `builtins.attrNames (builtins.readDir (import (source + "/nix/source.nix")))`,
  );

  expect(names).toEqual(
    expect.arrayContaining(['LICENSE', 'lib', 'package-lock.json', 'package.json', 'src']),
  );
  expect(names).not.toEqual(expect.arrayContaining(['test']));
  expect(names).not.toEqual(expect.arrayContaining(['nix']));
});

test('can be called, overridden and described as packages are', async () => {
  expect(
    await ofPackage(`{
      inherit (package) name;
      inherit (package.meta) mainProgram;
      license = package.meta.license.spdxId;
      other = (package.override { packages = null; }) != package;
    }`),
  ).toEqual({
    name: 'kubernixos-0.1.0',
    mainProgram: 'kubernixos',
    license: 'MIT',
    other: true,
  });
});

describe('the nixpkgs that PACKAGES is without a word of the user', () => {
  const wrapper = 'package.arguments.postInstall';

  test('is the one that the package comes from', async () => {
    expect(await ofPackage(wrapper)).toContain(
      `--set-default PACKAGES '/. + "${workshop.nixpkgs}"'`,
    );
  });

  test('stays in the store as long as the package, where it is there', async () => {
    const context = await ofPackage(
      `builtins.attrNames (builtins.getContext ${wrapper})`,
      '{ packages = builtins.path { name = "source"; path = nixpkgs; }; }',
    );

    expect(context).toContainEqual(expect.stringMatching(/-source$/));
  });

  test('is not copied where it is elsewhere', async () => {
    const context = await ofPackage(`builtins.attrNames (builtins.getContext ${wrapper})`);

    expect(context).not.toContainEqual(expect.stringMatching(/-(source|nixpkgs)$/));
  });

  test('can be left out', async () => {
    expect(await ofPackage(wrapper, '{ packages = null; }')).not.toContain('PACKAGES');
  });
});
