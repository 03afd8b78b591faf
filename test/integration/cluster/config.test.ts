import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { unknownFields, unusedFields } from '../../support/k0sctl-fields.ts';

const root = resolve(import.meta.dirname, '../../..');
const everything = join(import.meta.dirname, 'everything.nix');
const clusters = join(root, 'test/examples/clusters');
const examples = readdirSync(clusters).map((name) => join(clusters, name));

const NO_SOURCE = { HOSTGROUP: undefined, MODULES: undefined, PACKAGES: undefined };

async function run(...args: readonly string[]) {
  const env = { ...NO_SOURCE, NIX_PATH: 'x=/x', SHOULD_NOT: 'appear' };
  return runProgram(process.execPath, [builtTool, ...args], { env });
}

async function configOf(hostgroup: string) {
  const { exitCode, stdout, stderr } = await run(hostgroup, 'cluster', 'config');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return JSON.parse(stdout) as unknown;
}

test('Nix gets no private key that a variable holds', async () => {
  const get = (name: string) => `builtins.getEnv "${name}"`;
  const seen = ['K0SCTL_SSH_KEY', 'K0SCTL_GPG_KEY', 'SHOULD'].map(get).join(' + ');
  const modules = `[ { kubernixos.cluster = {
    name = "seen-" + ${seen}; k0s.version = "v1.34.1+k0s.0";
    hosts.a = { role = "single"; address = "10.0.0.1"; ssh = { }; };
  }; } ]`;
  const { stdout } = await runProgram(process.execPath, [builtTool, 'cluster', 'config'], {
    env: {
      ...{ ...NO_SOURCE, NIX_PATH: 'x=/x', MODULES: modules },
      ...{ K0SCTL_SSH_KEY: 'ssh', K0SCTL_GPG_KEY: 'gpg', SHOULD: 'appear' },
    },
  });
  expect(JSON.parse(stdout)).toMatchObject({ metadata: { name: 'seen-appear' } });
});

describe.each([everything, ...examples].map((file) => [basename(file), file]))('%s', (_, file) => {
  test('has no field that k0sctl would refuse, and reads as JSON and as YAML', async () => {
    const document = await configOf(file);
    expect(unknownFields(document)).toEqual([]);
    const { stdout } = await run(file, 'cluster', 'config', '--yaml');
    expect(parse(stdout)).toEqual(document);
  });

  test('can be deployed to as any hostgroup', async () => {
    const { exitCode, stdout } = await run(file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^[0-9a-f]{62}\n$/);
  });
});

test('there is an option for every field of k0sctl', async () => {
  expect(unusedFields([await configOf(everything)])).toEqual([]);
});

test('hosts are in the order of their names', async () => {
  const document = await configOf(join(clusters, 'behind-an-address.nix'));
  expect(document).toMatchObject({
    spec: {
      hosts: ['11', '12', '13', '21', '22'].map((n) => ({ ssh: { address: `10.20.0.${n}` } })),
    },
  });
});

test('hosts that are machines have their addresses, hostnames and user, and the place of k0s', async () => {
  const file = join(clusters, 'diskless-workers.nix');
  const document = await configOf(file);
  const worker = (number: string) => ({
    hostname: `worker${number}`,
    ssh: { address: `10.40.0.${number}`, user: 'core' },
    k0sInstallPath: '/opt/bin/k0s',
  });
  expect(document).toMatchObject({
    spec: { hosts: [{ role: 'controller' }, worker('21'), worker('22'), worker('23')] },
  });
  const { exitCode, stdout } = await run(file, 'machine', 'list');
  expect(exitCode).toBe(0);
  for (const number of ['21', '22', '23']) expect(stdout).toContain(`worker${number}`);
});

test('a variable of a host is not one of this machine', async () => {
  const { stdout } = await run(join(clusters, 'single-node.nix'), 'cluster', 'config');
  expect(stdout).toContain('This is \\u0024HOSTNAME, a node');
  expect(stdout).not.toContain('$');
});

test('a secret is a reference, and it is told where it comes from', async () => {
  const { stdout, stderr } = await run(everything, 'cluster', 'config');
  expect(stdout.match(/\$.*/g)).toEqual(['${KUBERNIXOS_SECRET_1}"']);
  expect(stderr).toContain(
    'kubernixos.cluster.hosts.c.winRM: k0sctl takes the password from KUBERNIXOS_SECRET_1; set it to what /run/secrets/c holds',
  );
});

test.each([
  [['cluster'], 'cluster needs a verb', 'Verbs are config, validate'],
  [['cluster', 'confg'], 'cluster has no verb "confg"', 'Did you mean cluster config?'],
  [
    ['cluster', 'config', 'x'],
    'cluster config takes no word',
    'kubernixos [HOSTGROUP] cluster config',
  ],
  [['cluster', 'config'], 'nothing to evaluate', 'Give a hostgroup'],
  [
    ['cluster', 'validate', '--yaml'],
    'unknown option --yaml',
    'See kubernixos cluster validate --help.',
  ],
])('refuses %j', async (args, message, hint) => {
  const { exitCode, stderr, stdout } = await run(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
});
