import * as fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { collectManifests } from '../../../src/import/read/collect-manifests.ts';
import { parseJson } from '../../../src/model/exact-json.ts';
import { isJsonObject, type Json } from '../../../src/model/json.ts';
import { canonicalText } from '../../../src/model/same-value.ts';
import { clusterTools } from '../../support/cluster-tools.ts';

/*
 * What files say is what kubectl says that they say: it reads the same text without asking a cluster.
 */

/** The data of a ConfigMap as kubectl reads it. */
async function asKubectlReads(text: string): Promise<Json> {
  const { kubectl } = clusterTools(inject('controlPlane'));
  const args = ['patch', '--local', '-f', '-', '-p', '{}', '--type=merge', '-o', 'json'];
  const object = parseJson(await kubectl(args, { stdin: text }));
  return isJsonObject(object) ? (object['data'] ?? null) : null;
}

/** The same as an import reads it. */
function asWeRead(text: string): Json {
  const [manifest] = collectManifests([{ name: 'a.yaml', text }]);
  return manifest?.object['data'] ?? null;
}

async function expectSame(data: string): Promise<void> {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${data}`;
  const [wanted, read] = [await asKubectlReads(text), asWeRead(text)];
  for (const [name, value] of Object.entries(wanted as object) as [string, Json][])
    expect(`${name}: ${canonicalText((read as Record<string, Json>)[name] ?? null)}`).toBe(
      `${name}: ${canonicalText(value)}`,
    );
  expect(canonicalText(read)).toBe(canonicalText(wanted));
}

const WORDS = [
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'yEs', 'on', 'On', 'ON', 'true', 'True', 'TRUE', 'tRUE'],
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE', 'none'],
  ...['~', 'null', 'Null', 'NULL', 'nil', '', '+', '.', '..', '<<', '=', '-x'],
  ...['0', '-0', '+0', '00', '08', '0777', '0o17', '0O17', '0x1F', '0XfF', '0b101', '0B1', '-0x1f'],
  ...['1_000', '1__0', '_1', '1_', '0_7', '0x_1', '-_1', '+5', '1e3', '1E+3', '1e-3', '1.e3'],
  ...['.5', '-.5', '+.5', '.5e1', '1.', '1.0', '-0.0', '1_0.5', '1e400', '1e-400', '1e21', '1e20'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808'],
  ...[
    '-9223372036854775809',
    '18446744073709551615',
    '18446744073709551616',
    '+9223372036854775808',
  ],
  ...['123456789012345678.0', '1.2345678901234567e17', '0.1000000000000000055', '4.9e-324'],
  ...['12:30', '12:30:45', '190:20:30.15', '2001-01-01', '2001-12-14t21:59:43.10-05:00', '1.2.3'],
  ...['0x', '0b2', '0o8', '1e', 'e1', '0.0.0', '1,000', '5m', '100Mi', '0.5', '1.10'],
];

test('words and numbers of all versions of YAML', async () => {
  await expectSame(WORDS.map((word, index) => `  w${index}: ${word}\n`).join(''));
});

const MARKS = '0123456789011+-._eExXoObBaf:'.match(/./g) ?? [];

test('random words that look like numbers', async () => {
  const mark = fc.constantFrom(...MARKS);
  const word = fc
    .array(mark, { minLength: 1, maxLength: 8 })
    .map((marks) => marks.join(''))
    .filter((text) => !/^[-?:]?$|:$|^-$/.test(text));
  const words = fc.sample(word, { numRuns: 3000, seed: 5 });
  await expectSame(words.map((text, index) => `  w${index}: ${text}\n`).join(''));
});

test.each([
  [
    'tags',
    'a: !!str 5\nb: !!int "5"\nc: !!float 1\nd: !!bool "yes"\ne: !foo 5\nf: !!null ""\ng: ! 5',
  ],
  ['tags of collections', 'a: !!set {x, y}\nb: !!omap [{x: 1}]\nc: !bar {x: 1}\nd: !!seq [1]'],
  ['tags of text', 'a: !!binary aGVsbG8=\nb: !!timestamp 2001-01-01\nc: !!str\nd: !!str yes'],
  ['anchors', 'a: &x {b: [1, 2]}\nc: *x\nd: &y text\ne: *y\nf: {g: *x}\nh: &z yes\ni: *z'],
  ['merged mappings', 'a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\ne: {c: 3, <<: *x}\nf: {<<: {q: 1}}'],
  ['merged lists', 'a: &x {b: 1, c: 2}\nd: &y {c: 4, e: 5}\nf: {<<: [*x, *y], z: 1}'],
  ['quoted merge keys', 'u: {"<<": {a: 2}}'],
  ['keys that are no text', '1: a\n-5: b\ntrue: c\noff: d\n0x10: e'],
  [
    'blocks',
    'a: |\n  x\n    y\n\n  z\n\nb: |-\n  x\nc: |+\n  x\n\nd: >\n  x\n  y\n\n  z\ne: |2\n    x',
  ],
  [
    'folded texts',
    "a: x\n  y\n\n  z\nb: \"x\n  y\\\n  z\\n\"\nc: 'x\n\n  it''s'\nd: >-\n  x\n    y\n  z",
  ],
  ['escapes', 'a: "\\x41\\u00e9\\U0001F600\\t\\e\\_\\N"\nb: \'\\n\''],
  ['flow', 'a: {b: c, "d":e, f: [1, {g: h}, ], i}\nj: []\nk: {}'],
  ['comments', 'a: 1 # x\n# y\nb: "#"\nc: a#b\nd: |\n  # no comment\n  x'],
  ['lists without indentation', 'a:\n- 1\n-  - 2\n   - 3\n- b: c\n  d: e'],
  ['complex keys', '? a\n: b\n? "c"\n: - d'],
  ['empty values', 'a:\nb: ~\nc: ""\n'],
])('%s', async (_name, yaml) => {
  await expectSame(yaml.replaceAll(/^(?=.)/gm, '  ') + '\n');
});

test('JSON', async () => {
  const data = '{"a":1.0,"b":1e3,"c":9223372036854775807,"d":"\\ud83d\\ude00\\/x","e":[1,\t-0.0]}';
  const text = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":${data}}`;
  expect(canonicalText(asWeRead(text))).toBe(canonicalText(await asKubectlReads(text)));
});

test.each([
  'a: .inf',
  'a: -.INF',
  'a: .nan',
  'a: *x',
  '[a]: 1',
  '{a: b}: 1',
  '~: 1',
  '18446744073709551615: 1',
  'a: !!int x',
  'a: !!bool maybe',
  'a: !!binary "%"',
  'a: {<<: 5}',
  'a: {<<: [5]}',
  'a: b: c',
  'a: "x',
  'a: [1',
  'a: \u0001',
  '\ta: 1',
  'a: @b',
  'a: `b',
  'a: %b',
])('what kubectl refuses, we refuse: %j', async (yaml) => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${yaml}\n`;
  await expect(asKubectlReads(text)).rejects.toThrow();
  expect(() => asWeRead(text)).toThrow(/^a\.yaml:[56]: /);
});
