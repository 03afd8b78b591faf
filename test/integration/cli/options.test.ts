import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

const HOSTGROUP = `{
  network.modules = [
    ({ lib, ... }: {
      options.shop = {
        domain = lib.mkOption {
          type = lib.types.str;
          description = "Where the shop is. Without a scheme.";
          example = "shop.example.com";
        };
        password = lib.mkOption { type = lib.types.str; };
        users = lib.mkOption {
          default = { };
          type = lib.types.attrsOf (lib.types.submodule {
            options.mail = lib.mkOption { type = lib.types.str; };
          });
        };
        broken = lib.mkOption { type = lib.types.str; default = throw "never shown"; };
      };
      config = {
        shop.password = "hunter2";
        kubernixos.deployment = "shop";
        kubernixos.server = throw "unknown";
        kubernixos.annotations.secret = "hunter3";
        kubernixos.manifests.secret = throw "never evaluated";
      };
    })
  ];
}
`;

async function run(...args: readonly string[]) {
  const cwd = await mkdtemp(join(tmpdir(), 'kubernixos-options-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'prod.nix'), HOSTGROUP);
  const env = { HOSTGROUP: undefined, MODULES: undefined, PACKAGES: undefined, NIX_PATH: 'x=/x' };
  return runProgram(process.execPath, [builtTool, ...args], { cwd, env });
}

test('lists the options of kubernixos, each with its type and its first sentence', async () => {
  const { exitCode, stdout } = await run('options');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^kubernixos\.deployment +string matching .*\n {4}The name of this deployment\.$/m,
  );
  expect(stdout.match(/^\S+/gm)).not.toContain('kubernixos.release');
  expect(stdout).not.toMatch(/^(assertions|_module)/m);
});

test('tells all of one option, whose path may lack the first word', async () => {
  const { stdout } = await run('options', 'fieldManagers');
  expect(stdout).toBe(`kubernixos.fieldManagers

  Field managers whose objects are ours as well, beside \`kubernixos\` and
  those that kubectl uses by default.

  type      list of string
  default   [ ]
  example   [ "deploy-bot" ]
`);
});

test('lists what the modules of a hostgroup declare, and tells where', async () => {
  const { stdout } = await run('./prod.nix', 'options', 'shop');
  expect(stdout.match(/^\S+/gm)).toEqual([
    'shop.broken',
    'shop.domain',
    'shop.password',
    'shop.users',
    'shop.users.<name>.mail',
  ]);
  const domain = await run('options', 'shop.domain', '--hostgroup=prod.nix');
  expect(domain.stdout).toMatch(/example {3}"shop.example.com"\n {2}declared {2}\/.*\/prod.nix\n$/);
});

test('a name in a set of submodules leads to the option of all of them', async () => {
  const { stdout } = await run('./prod.nix', 'options', 'shop.users.alice.mail');
  expect(stdout).toMatch(/^shop\.users\.<name>\.mail\n/);
});

test('tells settings as the hostgroup has them, and no other value', async () => {
  const deployment = await run('./prod.nix', 'options', 'deployment');
  expect(deployment.stdout).toMatch(/default {3}"default"\n {2}value {5}"shop"\n/);
  const all = await run('./prod.nix', 'options', '--json');
  expect(all.exitCode).toBe(0);
  expect(all.stdout).toContain('shop.password');
  expect(all.stdout).not.toContain('hunter');
  const without = await run('options', 'deployment');
  expect(without.stdout).not.toContain('value');
});

test('prints a document for programs', async () => {
  const { stdout } = await run('options', 'server', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    apiVersion: 'kubernixos/v1',
    kind: 'OptionList',
    options: [
      {
        name: 'kubernixos.server',
        path: ['kubernixos', 'server'],
        type: 'null or string',
        default: { nix: 'null' },
        example: { nix: '"https://kubernetes.example.com:6443"' },
        readOnly: false,
      },
    ],
  });
});

test.each([
  [['options', 'deploymnet'], 'there is no option deploymnet', 'Did you mean deployment?'],
  [['options', 'manifests.web'], 'there is no option manifests.web', 'within kubernixos.manifests'],
  [['options', 'a', 'b'], 'options takes one path', 'kubernixos options [PATH]'],
  [['./none.nix', 'options'], 'hostgroup ./none.nix: there is no such file', 'A hostgroup is'],
  [['options', '--evaluator=x'], '--evaluator is nixos or modules', 'Leave it out'],
])('refuses %j', async (args, message, hint) => {
  const { exitCode, stdout, stderr } = await run(...args);
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
});
