import { expect, test } from 'vitest';
import { collectManifests } from '../../../src/import/read/collect-manifests.ts';
import { Failure } from '../../../src/model/failure.ts';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function read(text: string) {
  return collectManifests([{ name: 'a.yaml', text }]);
}

/** What is wrong with a text, in the words of the user. */
function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof Failure) return [error.message, error.hint ?? ''].join('\n');
    throw error;
  }
  return 'nothing';
}

test('documents keep their order, and empty ones are left out', () => {
  const text = `# first\n---\n${head}---\n\n---\n# nothing\n---\n${head.replace('name: a', 'name: b')}...\n`;
  expect(read(text).map(({ key, place }) => [key.name, place])).toEqual([
    ['a', 'a.yaml:3 (document 1)'],
    ['b', 'a.yaml:11 (document 4)'],
  ]);
});

test('Lists are taken apart, Lists of Lists too, and typed ones say what their items leave out', () => {
  const text = `
apiVersion: v1
kind: List
items:
- ${head.replaceAll('\n', '\n  ').trimEnd()}
- apiVersion: v1
  kind: SecretList
  items:
  - metadata: {name: b}
- {apiVersion: v1, kind: ConfigMapList, items: null}
`;
  expect(read(text).map(({ object, place }) => [object, place])).toEqual([
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, 'a.yaml:5'],
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } }, 'a.yaml:11'],
  ]);
});

test('fields keep the order of the source', () => {
  const [manifest] = read('kind: X\nz: 1\na: 2\nmetadata: {name: a}\napiVersion: v1\n');
  expect(Object.keys(manifest?.object ?? {})).toEqual(['kind', 'z', 'a', 'metadata', 'apiVersion']);
});

test('our own marks are taken off', () => {
  const metadata =
    '{name: a, labels: {kubernixos: x, app: web}, annotations: {kubernixos/owner: z}}';
  const [manifest] = read(`apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\n`);
  expect(manifest?.object['metadata']).toEqual({ name: 'a', labels: { app: 'web' } });
});

test.each([
  ['a: b: c\n', 'a.yaml:1: no YAML: Nested mappings'],
  [`${head}data: {a: 1, b: 2, a: 3}\n`, 'a.yaml:4: the key "a" stands twice in one mapping'],
  [`${head}data: {1.10: x}\n`, 'a.yaml:4: the key 1.10 needs quotes'],
  [`${head}data: {? [a] : b}\n`, 'a.yaml:4: a key has to be text'],
  [`${head}data: &x [*x]\n`, 'a.yaml:4: the alias *x stands for something that holds it'],
  [`${head}data: "a\\0b"\n`, 'a.yaml:1: data holds the character NUL'],
  [`${head}data: {"a\\0b": 1}\n`, 'a.yaml:1: the key data["a\\u0000b"] holds the character NUL'],
  [`${head}data: {x: "\\ud800"}\n`, 'a.yaml:1: data.x holds one half of a character'],
  [`${head}data: a\u2028b\n`, 'a.yaml:4: kubectl does not read the character U+2028'],
  [
    `${head}data: {x: {_type: if, condition: true, content: 1}}\n`,
    'a.yaml:1: data.x has just the keys',
  ],
  [`${head}items: []\n`, 'a.yaml:1: it has items and is no List'],
  ['- a\n', 'a.yaml:1: a list, where a manifest should stand'],
  ['\n\ntext\n', 'a.yaml:3: a text, where a manifest should stand'],
  ['5\n', 'a.yaml:1: 5, where a manifest should stand'],
  [
    'replicas: 3\n',
    'apiVersion is missing\n- a.yaml:1: kind is missing\n- a.yaml:1: metadata.name is',
  ],
  [head.replace('v1', '1'), 'a.yaml:1: apiVersion is no text: 1; write it in quotes'],
  [head.replace('name: a', 'name: 1'), 'a.yaml:1: metadata.name is no text: 1; write it in quotes'],
  [head.replace('name: a', 'generateName: a-'), 'a.yaml:1: it has a generateName'],
  [head.replace('{', '{labels: {a: yes}, '), 'metadata.labels["a"] is no text: true'],
  [head.replace('{', '{annotations: [], '), 'metadata.annotations is no mapping'],
  [head.replace('{', '{namespace: 5, '), 'metadata.namespace is no text: 5'],
  [head.replace('name: a', 'name: "{{ .x }}"'), 'Render the chart first'],
  ['resources: [a.yaml]\n', 'a.yaml:1: a kustomization, which is no manifest\nRender it first'],
  [
    `${head}---\n${head}`,
    'a.yaml:5 (document 2): ConfigMap a stands at a.yaml:1 (document 1) already',
  ],
  [
    `{"apiVersion": "v1", "kind": "X", "metadata": {"name": "a"}, "x": 1e999}`,
    '1e999 is no number',
  ],
])('refuses %j', (text, message) => {
  expect(complaint(text)).toContain(message);
});

test('all that is wrong in all files is told at once', () => {
  const files = ['a: b: c', 'kind: 5', head].map((text, index) => ({
    name: `${index}.yaml`,
    text,
  }));
  expect(() => collectManifests(files)).toThrow(
    '4 errors:\n- 0.yaml:1: no YAML: Nested mappings are not allowed in compact mappings\n' +
      '- 1.yaml:1: apiVersion is missing\n- 1.yaml:1: kind is no text: 5; write it in quotes\n' +
      '- 1.yaml:1: metadata.name is missing',
  );
});

test('a name that others have in their fields stays data', () => {
  const [manifest] = read(
    `${head}data: {_type: x, outPath: o, __proto__: {a: 1}, constructor: z}\n`,
  );
  expect(Object.entries(manifest?.object['data'] ?? {})).toEqual([
    ['_type', 'x'],
    ['outPath', 'o'],
    ['__proto__', { a: 1 }],
    ['constructor', 'z'],
  ]);
});

test('aliases that grow without bounds are refused, and so is what is nested too deeply', () => {
  const lines = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
  expect(complaint(`${head}a0: &a0 x\n${lines.join('\n')}\n`)).toContain(
    'aliases stand for too much',
  );
  expect(complaint(`${head}data: ${'['.repeat(400)}${']'.repeat(400)}\n`)).toContain('too deeply');
  expect(complaint(`${head}data: ${'['.repeat(9_999)}${']'.repeat(9_999)}\n`)).toContain(
    'too deep',
  );
});
