import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { examples } from './examples.ts';
import { prepareScenario } from './scenario.ts';

const nobody = { env: { KUBECONFIG: '/nonexistent' } };
const configMap = (name: string, data: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'documents' },
  data,
});

async function scenarioWith(...manifests: readonly object[]) {
  const scenario = await prepareScenario('documents');
  await scenario.write({ manifests });
  return scenario;
}

test('prints the checksum and nothing else when no verb is given, without any cluster', async () => {
  const { passes } = await scenarioWith(configMap('one', { key: 'value' }));

  const { stdout } = await passes([], nobody);

  expect(stdout).toMatch(/^[0-9a-f]{62}\n$/);
});

test.each(examples)('dumps $name as one List, indented by tabs', async ({ file }) => {
  const scenario = await prepareScenario('documents');
  await scenario.hostgroup.write({ base: file });

  const { stdout } = await scenario.passes(['dump'], nobody);

  const { apiVersion, kind, items } = JSON.parse(stdout) as Record<string, unknown>;
  expect([apiVersion, kind, Array.isArray(items)]).toEqual(['v1', 'List', true]);
  expect(stdout.split('\n').filter((line) => !/^(\t*[^\t ].*)?$/.test(line))).toEqual([]);
});

test.each(examples)('dumps the same of $name as YAML', async ({ file }) => {
  const scenario = await prepareScenario('documents');
  await scenario.hostgroup.write({ base: file });

  const json = await scenario.passes(['dump'], nobody);
  const yaml = await scenario.passes(['dump', '--yaml'], nobody);

  expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
});

test('keeps in YAML what looks like something else', async () => {
  const data = { no: 'no', octal: '0777', time: '12:30', empty: '', line: 'a\n  b\n\n', null: '~' };
  const { passes } = await scenarioWith(configMap('words', data));

  const { stdout } = await passes(['dump', '--yaml'], nobody);

  expect(parse(stdout)).toMatchObject({ items: [{ data }] });
});

test('builds a directory that only its owner can read, one file per manifest', async () => {
  const { passes, hostgroup } = await scenarioWith(configMap('one', {}), configMap('two', {}));

  const { stdout } = await passes(['build'], nobody);

  const directory = join(hostgroup.dir, 'result-kubernixos');
  expect(stdout).toBe(`${directory}\n`);
  const files = await readdir(directory);
  expect(files).toHaveLength(3);
  expect(await modeOf(directory)).toBe(0o700);
  for (const file of files) expect(await modeOf(join(directory, file))).toBe(0o600);
  const index = await readFile(join(directory, 'kubernixos.json'), 'utf8');
  expect(index).toBe((await passes(['dump'], nobody)).stdout);
});

test('replaces what it built before, with its modes', async () => {
  const { passes, write, hostgroup } = await scenarioWith(configMap('old', {}));
  const directory = join(hostgroup.dir, 'result-kubernixos');
  await passes(['build'], nobody);
  const [old = ''] = (await readdir(directory)).filter((name) => name.includes('old'));
  await chmod(directory, 0o755);

  await write({ manifests: [configMap('new', {})] });
  await passes(['build'], nobody);

  const files = await readdir(directory);
  expect(files).not.toContain(old);
  expect(files.filter((name) => name.includes('new'))).toHaveLength(1);
  expect(await modeOf(directory)).toBe(0o700);
  expect(await readdir(hostgroup.dir)).not.toContainEqual(expect.stringMatching(/^\.kubernixos/));
});

test('refuses a directory that it did not build, and leaves it as it is', async () => {
  const { fails, hostgroup } = await scenarioWith(configMap('one', {}));
  const directory = join(hostgroup.dir, 'precious');
  await mkdir(directory);
  await writeFile(join(directory, 'thesis.txt'), 'years of work');

  const { stderr } = await fails(['build', '--out', 'precious'], nobody);

  expect(stderr).toContain(`${directory} exists, and is no directory that build has made`);
  expect(await readdir(directory)).toEqual(['thesis.txt']);
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}
