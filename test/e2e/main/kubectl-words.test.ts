import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { list } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn } from './scenario.ts';

test('fails where kubectl takes a warning for an error, and does not prune', async () => {
  const name = 'words-warning';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'surplus')] });
  await scenario.passes(['apply']);
  const deprecated = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace: name } };
  await scenario.write({ manifests: [namespace(name), deprecated] });

  const args = ['apply', 'prune', '--yes', '--warnings-as-errors'];
  const { stdout, stderr } = await scenario.fails(args);

  expect(stdout).toMatch(/^apply: 1 created, 1 applied$/m);
  expect(stderr).toContain('Warning: v1 Endpoints is deprecated');
  expect(stderr).toContain('kubectl failed (exit 1), although it applied everything');
  expect(await list(scenario.tools, ['configmap/surplus', '-n', name])).toHaveLength(1);
});

const secretIn = (namespace: string, password: string, data: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'Secret', stringData: { password }, data },
  metadata: { name: 'secret', namespace },
});

/** Whether a text holds a word, as it is or in base64. */
const tells = (text: string, word: string) =>
  text.includes(word) || text.includes(Buffer.from(word).toString('base64'));

test('masks the values of a Secret in an error of kubectl', async () => {
  const name = 'words-masked';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), secretIn(name, 'first-word')] });
  await scenario.passes(['apply', '--server-side=false']);
  const wrong = secretIn(name, 'second-word', { key: 'no base64' });
  await scenario.write({ manifests: [namespace(name), wrong] });

  const { stderr } = await scenario.fails(['apply', '--server-side=false']);

  expect(stderr).toContain('map[data:map[key:*** password:***]');
  expect(stderr).toContain('illegal base64 data');
  for (const word of ['first-word', 'second-word', 'no base64'])
    expect(tells(stderr, word)).toBe(false);
});

test('withholds the patch of a Secret that kubectl could not apply', async () => {
  const name = 'words-withheld';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), secretIn(name, 'first-word')] });
  await scenario.passes(['apply', '--server-side=false']);
  const role = ['reader', '-n', name];
  await scenario.tools.kubectl(['create', 'role', ...role, '--verb=get', '--resource=secrets']);
  const subject = ['--role=reader', '--user=developer'];
  await scenario.tools.kubectl(['create', 'rolebinding', ...role, ...subject]);
  await scenario.write({ manifests: [secretIn(name, 'second-word')] });

  const args = ['apply', '--server-side=false', '--context=developer'];
  const { stdout, stderr } = await scenario.fails(args);

  expect(stdout).toMatch(/^failed +Secret words-withheld\/secret/m);
  expect(stderr).toContain('applying patch: (not shown: it may hold secrets)\nfor: "STDIN":');
  expect(stderr).toContain('User "developer" cannot patch resource "secrets"');
  for (const word of ['first-word', 'second-word']) expect(tells(stderr, word)).toBe(false);
});

test.each([
  { format: 'json', read: (text: string): unknown => JSON.parse(text) },
  { format: 'yaml', read: (text: string): unknown => parse(text) },
])('with -o $format prints one document of all stages', async ({ format, read }) => {
  const name = `words-${format}`;
  const scenario = await scenarioIn(name);
  await scenario.write({
    manifests: [namespace(name), configMap(name, 'a'), configMap(name, 'b')],
  });

  const { stdout, stderr } = await scenario.passes(['apply', 'prune', '-o', format]);

  const kinds = ['Namespace', 'ConfigMap', 'ConfigMap'].map((kind) => ({ kind }));
  expect(read(stdout)).toMatchObject({ kind: 'List', items: kinds });
  expect(stderr).toMatch(/^apply: 3 created$/m);
  expect(stderr).toMatch(/^prune: nothing to do$/m);
});
