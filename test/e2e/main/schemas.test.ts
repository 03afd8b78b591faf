import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { clusterTools } from '../../support/cluster-tools.ts';
import { examples } from './examples.ts';
import { scenarioIn } from './scenario.ts';

const plane = inject('controlPlane');
const { runKubernixos, kubectl } = clusterTools(plane);
const nobody = { env: { KUBECONFIG: '/nonexistent' } };

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(plane.dir, 'schemas-'));
});

afterEach(() => rm(cwd, { recursive: true }));

const save = (...args: readonly string[]) =>
  runKubernixos(['schemas', '--out', 'saved', ...args], { cwd });

async function readAll(directory: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(directory)).sort();
  const texts = names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

test('saves the kinds of a cluster, the same bytes each time, and says how many', async () => {
  const first = await save();
  const before = await readAll(join(cwd, 'saved'));
  const second = await save();

  expect(first).toMatchObject({ exitCode: 0, stdout: `${join(cwd, 'saved')}\n` });
  expect(first.stderr).toMatch(/^saved \d+ kinds of Kubernetes v1\.\S+ in \d+ files, from https:/);
  expect(second.exitCode).toBe(0);
  expect(await readAll(join(cwd, 'saved'))).toEqual(before);
  expect(Object.values(before).join('').length).toBeLessThan(2_000_000);
  expect(await readdir(cwd)).toEqual(['saved']);
});

test('touches no directory that it did not write', async () => {
  await mkdir(join(cwd, 'saved'));
  await writeFile(join(cwd, 'saved', 'notes.txt'), 'mine');

  const { exitCode, stderr } = await save();

  expect(exitCode).toBe(1);
  expect(stderr).toContain('it holds notes.txt, which schemas did not write');
  expect(await readAll(join(cwd, 'saved'))).toEqual({ 'notes.txt': 'mine' });
});

test('keeps an older directory where the cluster does not answer', async () => {
  await save();
  const before = await readAll(join(cwd, 'saved'));

  const { exitCode, stderr } = await save('--server=https://127.0.0.1:1', '--request-timeout=2s');

  expect(stderr).toMatch(/^error: /);
  expect(exitCode).toBe(1);
  expect(await readAll(join(cwd, 'saved'))).toEqual(before);
});

test('writes nothing where it may not', async () => {
  await chmod(cwd, 0o755);
  const { exitCode, stderr } = await runKubernixos(['schemas', '--out', '/proc/saved'], { cwd });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('/proc/saved cannot be written');
});

test('asks where to save', async () => {
  const { exitCode, stderr } = await runKubernixos(['schemas'], { cwd });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('schemas needs a directory to write');
});

test.each(examples)('finds nothing wrong with the example $name', async ({ file }) => {
  await save();
  await writeFile(
    join(cwd, 'hostgroup.nix'),
    `{ network.modules = (import ${JSON.stringify(file)}).network.modules ++ [ { kubernixos.schemas = ./saved; } ]; }`,
  );

  const { exitCode, stderr } = await runKubernixos(['./hostgroup.nix'], { cwd, ...nobody });

  expect(stderr).toContain('checked');
  expect(exitCode).toBe(0);
});

test('applies what passes, and nothing of what does not', async () => {
  await save();
  const { write, passes, fails } = await scenarioIn('schema-checks');
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'schema-checks' } };
  const config = (data: object) => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', data },
    metadata: { name: 'config', namespace: 'schema-checks' },
  });
  const modules = [`{ kubernixos.schemas = ${join(cwd, 'saved')}; }`];

  await write({ manifests: [namespace, config({ 'a/b': 'x' })], modules });
  const refused = await fails(['apply']);
  await write({ manifests: [namespace, config({ 'a.b': 'x' })], modules });
  await passes(['apply']);

  expect(refused.stderr).toContain('.data."a/b"');
  expect(await kubectl(['get', 'configmap', 'config', '-n', 'schema-checks', '-o', 'name'])).toBe(
    'configmap/config\n',
  );
});
