import { createHash } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { evaluateNix } from '../../support/nix-eval.ts';

const entry = join(import.meta.dirname, '../../../lib/eval.nix');
const tree = join(import.meta.dirname, 'tree');
const hostgroup = (name: string) =>
  `hostgroup = "${join(import.meta.dirname, 'hostgroups', name)}";`;

const evaluate = (args: string, nixPath?: string) =>
  evaluateNix(`import ${entry} { ${args} }`, nixPath === undefined ? {} : { nixPath });

async function succeed(args: string, nixPath?: string): Promise<unknown> {
  const evaluation = await evaluate(args, nixPath);
  if (!evaluation.ok) throw new Error(evaluation.message);
  return evaluation.value;
}

// The matchers of expect are of type any.
const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const anything: unknown = expect.anything();

/** An error about a missing field of a manifest that these files define. */
const about = (option: string, files: readonly unknown[]): unknown => [
  option,
  { field: anything, files },
  containing(' is missing. Add '),
];

const namespace = (name: string) =>
  `{ apiVersion = "v1"; kind = "Namespace"; metadata.name = "${name}"; }`;

describe('a hostgroup', () => {
  test('gives its modules, their arguments and nothing else', async () => {
    expect(await succeed(hostgroup('shop.nix'))).toMatchObject({
      format: 1,
      evaluator: 'modules',
      errors: [],
      warnings: [],
      manifests: [
        {
          option: 'kubernixos.manifests.shop',
          manifest: { metadata: { name: 'shop', labels: { region: 'eu', tier: 'front' } } },
        },
      ],
    });
  });

  test('is named in messages about modules inside it, and the file of others is', async () => {
    expect(await succeed(hostgroup('inline.nix'))).toMatchObject({
      errors: [
        about('kubernixos.manifests.inline.kind', [containing('hostgroups/inline.nix')]),
        about('kubernixos.manifests.inline.apiVersion', [containing('hostgroups/inline.nix')]),
        about('kubernixos.manifests.inline.metadata', [containing('hostgroups/inline.nix')]),
        about('kubernixos.manifests.made.kind', [containing('made-with-arguments.nix')]),
        about('kubernixos.manifests.made.apiVersion', [containing('made-with-arguments.nix')]),
        about('kubernixos.manifests.made.metadata', [containing('made-with-arguments.nix')]),
      ],
    });
  });

  test.each([
    ['gone.nix', ['The hostgroup /', 'gone.nix does not exist']],
    ['function.nix', ['function.nix is a function, not an attribute set']],
    ['no-network.nix', ['no-network.nix has no attribute set `network`']],
    ['no-modules.nix', ['no-modules.nix has no `modules`']],
    [
      'modules-set.nix',
      ['The network of the hostgroup /', 'has an attribute set as `modules`, not a list'],
    ],
    ['missing-module.nix', ['Module 0 of the hostgroup /', 'does not exist: /', 'gone.nix']],
    ['no-library.nix', ['network.lib is no library of nixpkgs']],
    ['typo-below.nix', ["`kubernixos.manifets' does not exist", 'typo-below.nix']],
  ])('is refused: %s', async (name, phrases) => {
    await expectFailure(hostgroup(name), phrases);
  });
});

describe('a module', () => {
  test.each([
    [
      'misspells kubernixos',
      '{ kubernixs.manifests = [ ]; }',
      ["`kubernixs' does not exist", "- In `MODULES'", "Did you mean `kubernixos'?"],
    ],
    [
      'writes it in capitals',
      '{ Kubernixos.manifests = [ ]; }',
      ["`Kubernixos' does not exist", "Did you mean `kubernixos'?"],
    ],
    [
      'takes another tool for it',
      '{ kubernetes.manifests = [ ]; }',
      ["`kubernetes' does not exist", "Did you mean `kubernixos'?"],
    ],
    [
      'forgets it',
      '{ manifests = [ ]; }',
      ["`manifests' does not exist", "Did you mean `kubernixos.manifests'?"],
    ],
    [
      'misspells an option',
      '{ kubernixos.manifets = [ ]; }',
      ["`kubernixos.manifets' does not exist", 'MODULES'],
    ],
    ['sets a wrong type', '{ kubernixos.server = 1; }', ['kubernixos.server', 'MODULES']],
    [
      'names a deployment with a separator',
      '{ kubernixos.deployment = "a/b"; }',
      ['kubernixos.deployment', 'MODULES'],
    ],
    ['sets the checksum', '{ kubernixos.checksum = "x"; }', ['kubernixos.checksum', 'read-only']],
    [
      'uses packages where there are none',
      '({ pkgs, ... }: { kubernixos.server = pkgs.name; })',
      ["`pkgs'", 'network.pkgs', 'PACKAGES', 'NIX_PATH'],
    ],
    [
      'reads what only NixOS computes',
      '({ config, ... }: { networking.hostName = "x"; kubernixos.server = config.networking.fqdn; })',
      ["attribute 'fqdn' missing"],
    ],
  ])('is refused where it %s', async (_, module, phrases) => {
    await expectFailure(`modules = [ ${module} ];`, phrases);
  });

  test('may set options of NixOS, use what it set, and leave packages alone', async () => {
    const modules = `[
      ({ pkgs, ... }: { networking.hostName = "web"; environment.systemPackages = [ pkgs.hello ]; })
      ({ config, ... }: { kubernixos.server = "https://" + config.networking.hostName; })
    ]`;
    expect(await succeed(`modules = ${modules};`)).toMatchObject({
      settings: { server: 'https://web' },
    });
  });

  test('sets what the run is told', async () => {
    const modules = `[ { kubernixos = {
      deployment = "shop"; server = "https://x"; version = "1.36"; fieldManagers = [ "bot" ];
      leaseNamespace = "ops"; schemas = /srv/schemas; skipSchemas = [ "Foo" ];
    }; } ]`;
    expect(await succeed(`modules = ${modules};`)).toMatchObject({
      settings: {
        deployment: 'shop',
        server: 'https://x',
        version: '1.36',
        fieldManagers: ['bot'],
        leaseNamespace: 'ops',
        schemas: '/srv/schemas',
        skipSchemas: ['Foo'],
      },
    });
  });
});

describe('packages', () => {
  const asks = 'modules = [ ({ pkgs, ... }: { kubernixos.version = pkgs.hello; }) ];';

  test.each([
    ['a package set', `packages = { hello = "hello-1.0"; }; ${asks}`, undefined],
    ['a path to nixpkgs', `evaluator = "modules"; packages = ${tree}; ${asks}`, undefined],
    ['nixpkgs in NIX_PATH', asks, `nixpkgs=${tree}`],
  ])('come from %s', async (_, args, nixPath) => {
    expect(await succeed(args, nixPath)).toMatchObject({ settings: { version: 'hello-1.0' } });
  });

  test('are left alone where nothing asks for them', async () => {
    expect(await succeed(hostgroup('lazy-packages.nix'))).toMatchObject({ errors: [] });
  });
});

describe('assertions and warnings', () => {
  test('gate the manifests, wherever they are made', async () => {
    const modules = `[ {
      assertions = [ { assertion = false; message = "top"; } { assertion = true; message = throw "unused"; } ];
      warnings = [ "w1" ];
      kubernixos.assertions = [ { assertion = false; message = "ours"; } ];
      kubernixos.warnings = [ "w2" ];
      kubernixos.manifests = [ ${namespace('a')} { kind = "X"; } ];
    } ]`;
    expect(await succeed(`modules = ${modules};`)).toMatchObject({
      errors: [
        'Failed assertion (assertions): top',
        'Failed assertion (kubernixos.assertions): ours',
        about('kubernixos.manifests[1].apiVersion', ['MODULES']),
        about('kubernixos.manifests[1].metadata', ['MODULES']),
      ],
      warnings: ['w1', 'w2'],
      manifests: [],
    });
  });
});

test.each([
  ['schemas', '/srv/schemas'],
  ['skipSchemas', '[ "Foo" ]'],
])('warns that kubernixos.%s has no effect yet', async (name, value) => {
  const modules = `[ { kubernixos.${name} = ${value}; } ]`;
  expect(await succeed(`modules = ${modules};`)).toMatchObject({
    warnings: [
      `kubernixos.${name} is set, but this version checks no schemas: the API server validates at apply.`,
    ],
  });
});

test.each([
  ['{ assertion = true; }', 'kubernixos.assertions has an entry that is no assertion'],
  ['"the shop needs a database"', 'kubernixos.assertions has an entry that is no assertion'],
  [
    '{ assertion = "yes"; message = "no"; }',
    'kubernixos.assertions has an assertion that is a string, not a Boolean',
  ],
  [
    '{ assertion = false; message = 5; }',
    'kubernixos.assertions has a failed assertion whose message is an integer, not a string',
  ],
])('what is no assertion is refused: %s', async (entry, phrase) => {
  await expectFailure(`modules = [ { kubernixos.assertions = [ ${entry} ]; } ];`, [phrase]);
});

describe('the evaluator', () => {
  test('is NixOS where the packages have it, without its assertions about machines', async () => {
    expect(await succeed(hostgroup('nixos.nix'))).toMatchObject({
      evaluator: 'nixos',
      library: { source: 'network.pkgs' },
      settings: { server: 'web.example.com' },
      errors: [],
      warnings: ['A warning of ours.'],
    });
  });

  test.each([
    ['the hostgroup', hostgroup('asks-for-modules.nix')],
    ['the command line', `evaluator = "modules"; packages = ${tree}; modules = [ ];`],
  ])('is chosen by %s', async (_, args) => {
    expect(await succeed(args)).toMatchObject({ evaluator: 'modules' });
  });

  test('is NixOS for a path to nixpkgs too', async () => {
    expect(await succeed(`packages = ${tree}; modules = [ ];`)).toMatchObject({
      evaluator: 'nixos',
      library: { source: 'PACKAGES' },
    });
  });

  test.each([
    ['evaluator = "nixos"; modules = [ ];', ['needs a full nixpkgs', '--evaluator modules']],
    [
      'evaluator = "nixos"; packages = { }; modules = [ ];',
      ['PACKAGES has no nixos/lib/eval-config.nix'],
    ],
    ['evaluator = "nix"; modules = [ ];', ['--evaluator is "nix". Write "nixos"']],
    ['packages = { ... }: { }; modules = [ ];', ['PACKAGES is a function, not a package set']],
    [
      'packages = "/var/empty/nixpkgs"; modules = [ ];',
      ['PACKAGES is /var/empty/nixpkgs, which is no nixpkgs', 'or leave it out'],
    ],
    ['modules = { };', ['MODULES is an attribute set, not a list']],
    ['', ['There is nothing to evaluate']],
  ])('is refused: %s', async (args, phrases) => {
    await expectFailure(args, phrases);
  });
});

describe('the library', () => {
  test.each([
    ['the hostgroup', `packages = ${tree}; ${hostgroup('own-library.nix')}`, 'network.lib'],
    ['the packages', `packages = ${tree}; modules = [ ];`, 'PACKAGES'],
    ['a package set', `packages = { lib = import ${tree}/lib; }; modules = [ ];`, 'PACKAGES'],
    ['the package', `library = "${tree}/lib"; modules = [ ];`, 'package'],
    ['this tool', `library = "/nowhere"; packages = { }; modules = [ ];`, 'embedded'],
  ])('comes from %s', async (_, args, source) => {
    expect(await succeed(args)).toMatchObject({ library: { source } });
  });

  test('of this tool is called so', async () => {
    expect(await succeed('modules = [ ];')).toMatchObject({
      library: { name: 'embedded', version: 'embedded' },
    });
  });

  test('comes from NIX_PATH, before the packaged one', async () => {
    expect(
      await succeed(`library = "${tree}/lib"; modules = [ ];`, `nixpkgs=${tree}`),
    ).toMatchObject({ library: { source: '<nixpkgs/lib>', name: 'nixpkgs' } });
  });

  test.runIf(process.env['NIXPKGS_LIB'])('of nixpkgs gives the same release as ours', async () => {
    const ours = await succeed(hostgroup('shop.nix'));
    const theirs = await succeed(
      hostgroup('shop.nix'),
      `nixpkgs=${join(process.env['NIXPKGS_LIB'] ?? '', '..')}`,
    );
    expect(theirs).toEqual({ ...Object(ours), library: anything });
    expect(theirs).toMatchObject({ library: { name: 'nixpkgs' } });
  });
});

describe('the checksum', () => {
  test('is of the manifests alone, whatever they are called and wherever they go', async () => {
    const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } };
    const checksum = createHash('sha256')
      .update(JSON.stringify([manifest]))
      .digest('hex')
      .slice(0, 62);
    for (const module of [
      `{ kubernixos.manifests.x = ${namespace('a')}; }`,
      `{ kubernixos = { deployment = "d"; manifests = [ ${namespace('a')} ]; }; }`,
    ]) {
      const value = await succeed(`modules = [ ${module} ];`);
      expect(value).toMatchObject({
        checksum,
        manifests: [{ manifest: { metadata: { labels: { kubernixos: checksum } } } }],
      });
    }
  });

  test('of strings that refer to the store needs nothing to be built', async () => {
    const module = `{ kubernixos.manifests.x = ${namespace('a')} // { data.x = "\${derivation { name = "x"; system = "none"; builder = "none"; }}"; }; }`;
    expect(await succeed(`modules = [ ${module} ];`)).toMatchObject({
      manifests: [{ manifest: { data: { x: matching(/^\/nix\/store\/.*-x$/) } } }],
    });
  });
});

test('names that refer to the store are fine', async () => {
  const text =
    '"a${builtins.substring 0 0 "${derivation { name = "x"; system = "x"; builder = "x"; }}"}"';
  const pod = (more: string) =>
    `{ apiVersion = "v1"; kind = "Pod"; metadata.name = ${text}; spec.volumes = [ { name = ${text}; } ${more} ]; }`;
  const patch = `{ "v1/Pod/a" = ${pod('{ name = "b"; }')}; }`;
  const modules = `[ { kubernixos.manifests = [ ${pod('')} ]; } { kubernixos.manifests = ${patch}; } ]`;
  expect(await succeed(`modules = ${modules};`)).toMatchObject({
    errors: [],
    manifests: [{ manifest: { spec: { volumes: [{ name: 'a' }, { name: 'b' }] } } }],
  });
});

describe('the owner', () => {
  test.each([
    [namespace('a'), 'shop:/Namespace//a'],
    [
      '{ apiVersion = "apps/v1"; kind = "Deployment"; metadata = { name = "w"; namespace = "n"; labels = null; annotations.x = "y"; }; }',
      'shop:apps/Deployment/n/w',
    ],
  ])('of %s', async (manifest, owner) => {
    const module = `{ kubernixos.deployment = "shop"; kubernixos.manifests.x = ${manifest}; }`;
    expect(await succeed(`modules = [ ${module} ];`)).toMatchObject({
      manifests: [{ manifest: { metadata: { annotations: { 'kubernixos/owner': owner } } } }],
    });
  });
});

describe('kubernixos.eval', () => {
  const evaluated = (module: string) =>
    evaluateNix(`(import ${join(entry, '../default.nix')} { }).eval { modules = [ ${module} ]; }`);

  test('is the settings and the labelled manifests', async () => {
    const evaluation = await evaluated(`{ kubernixos.manifests = [ ${namespace('a')} ]; }`);
    expect(evaluation).toMatchObject({
      ok: true,
      value: {
        config: { deployment: 'default', checksum: matching(/^[0-9a-f]{62}$/) },
        manifests: [{ metadata: { labels: { kubernixos: matching(/^/) } } }],
      },
    });
  });

  test.each([
    ['{ kubernixos.manifests = [ { kind = "X"; } ]; }', 'kubernixos.manifests[0].apiVersion'],
    [
      '{ kubernixos.assertions = [ { assertion = false; message = "no"; } ]; }',
      'Failed assertion (kubernixos.assertions): no',
    ],
  ])('fails with what is wrong: %s', async (module, phrase) => {
    expect(await evaluated(module)).toMatchObject({
      ok: false,
      message: containing(phrase),
    });
  });
});

async function expectFailure(args: string, phrases: readonly string[]): Promise<void> {
  const evaluation = await evaluate(args);
  expect(evaluation.ok).toBe(false);
  const message = evaluation.ok ? '' : evaluation.message;
  for (const phrase of phrases) expect(message).toContain(phrase);
}
