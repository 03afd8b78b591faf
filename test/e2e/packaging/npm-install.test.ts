import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  clusterTools,
  runProgram,
  type RunOptions,
  type RunResult,
} from '../../support/cluster-tools.ts';
import { startNpmRegistry } from '../../support/npm-registry.ts';
import { packTool } from '../../support/npm-tarball.ts';

/*
 * `npm install -g` of the tarball into an empty directory, with a home of its own, and a registry that has
 * nothing but the packages that the tool needs to run.
 */
const checkout = resolve(import.meta.dirname, '../../..');
const plane = inject('controlPlane');

let dir: string;
let tarball: string;
let installation: RunResult;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-npm-'));
  await mkdir(join(dir, 'packed'));
  tarball = await packTool(join(dir, 'packed'));
  installation = await install();
  await linkPrograms(join(dir, 'bin'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What npm says beside what it does, unless a machine is set up otherwise. */
const QUIET_NPM = {
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

async function install(): Promise<RunResult> {
  await mkdir(join(dir, 'registry'));
  const registry = await startNpmRegistry(checkout, join(dir, 'registry'));
  try {
    return await runProgram('npm', ['install', '-g', '--prefix', join(dir, 'prefix'), tarball], {
      cwd: dir,
      env: {
        HOME: join(dir, 'home'),
        NO_PROXY: '127.0.0.1',
        npm_config_registry: registry.url,
        ...QUIET_NPM,
      },
    });
  } finally {
    await registry.close();
  }
}

/** All that is on PATH: Node, Nix and kubectl, and what every system has. */
async function linkPrograms(bin: string): Promise<void> {
  await mkdir(bin);
  await symlink(process.execPath, join(bin, 'node'));
  await symlink(join(plane.binaries, 'kubectl'), join(bin, 'kubectl'));
  for (const name of ['nix-instantiate', 'rm', 'sh', 'sleep']) {
    const { stdout } = await runProgram('sh', ['-c', `command -v ${name}`]);
    await symlink(stdout.trim(), join(bin, name));
  }
}

const run = async (args: readonly string[], options: RunOptions = {}) => {
  await mkdir(join(dir, 'fleet'), { recursive: true });
  return runProgram(join(dir, 'prefix/bin/kubernixos'), args, {
    cwd: join(dir, 'fleet'),
    ...options,
    env: {
      HOME: join(dir, 'home'),
      KUBECONFIG: plane.kubeconfig,
      NIX_PATH: 'nothing=/var/empty',
      PATH: [join(dir, 'prefix/bin'), join(dir, 'bin')].join(delimiter),
      ...options.env,
    },
  });
};

const writeHostgroup = (manifests: string) =>
  writeFile(
    join(dir, 'fleet/prod.nix'),
    `{ network.modules = [ { kubernixos = { deployment = "npm-install"; manifests = { ${manifests} }; }; } ]; }`,
  );

const shop = 'shop = { apiVersion = "v1"; kind = "Namespace"; metadata.name = "npm-install"; };';
const settings = `settings = {
  apiVersion = "v1"; kind = "ConfigMap"; metadata = { name = "settings"; namespace = "npm-install"; };
};`;

test('installs without a word of warning', () => {
  expect(installation).toMatchObject({ exitCode: 0, stderr: '' });
  expect(installation.stdout).toMatch(/^\s*added \d+ packages in \d+\w+\s*$/);
});

test('evaluates, applies and prunes with Nix and kubectl beside it', async () => {
  const tools = clusterTools(plane);
  try {
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0\n' });
    await writeHostgroup(shop + settings);
    const dump = await run(['./prod.nix', 'dump']);
    expect(JSON.parse(dump.stdout)).toMatchObject({
      items: [{ kind: 'ConfigMap' }, { kind: 'Namespace' }],
    });
    const first = await run(['./prod.nix', 'apply', 'prune', '--yes']);
    expect(first.stdout).toMatch(/^apply: 2 created$/m);
    await writeHostgroup(shop);
    const second = await run(['./prod.nix', 'apply', 'prune', '--yes']);
    expect(second.stdout).toMatch(/^pruned +ConfigMap npm-install\/settings$/m);
  } finally {
    await tools.kubectl(['delete', '--ignore-not-found', '--wait=false', 'namespace/npm-install']);
  }
});

describe('on a Node that is too old', () => {
  test('says so in one line', async () => {
    const setVersion = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' })`;

    const result = await run(['./prod.nix'], {
      env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(setVersion)}` },
    });

    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toBe(
      `error: kubernixos needs Node 22.19 or newer; this is 20.1.0 (${process.execPath}): put a newer one before it in PATH, https://nodejs.org/en/download\n`,
    );
  });

  test('gets as far as saying so', async ({ skip }) => {
    const old = await findOldNode();
    if (old === null) return skip('there is no old Node on this machine');

    const result = await runProgram(old, [join(dir, 'prefix/bin/kubernixos'), 'dump']);

    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toMatch(/^error: kubernixos needs Node 22\.19 or newer; this is .+\n$/);
  });
});

/** One that a user may have on PATH behind the newer one. */
async function findOldNode(): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const folder of folders) {
    const node = join(folder, 'node');
    const version = await runProgram(node, ['--version']).catch(() => null);
    if (version !== null && Number.parseInt(version.stdout.slice(1)) < 22) return node;
  }
  return null;
}
