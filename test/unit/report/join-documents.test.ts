import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { joinDocuments } from '../../../src/report/join-documents.ts';

const list = '{ "apiVersion": "v1", "kind": "List", "items": [ { "a": 1 }, { "a": 2 } ] }\n';

test('leaves a single document as it is', async () => {
  expect(await joinDocuments(['', list, '\n'], 'json')).toBe(list);
  expect(await joinDocuments([], 'json')).toBe('');
});

test('joins JSON into one List, with its numbers', async () => {
  const joined = await joinDocuments([list, '{"a":9223372036854775807}'], 'json');
  expect(joined.replaceAll(/\s/g, '')).toBe(
    '{"apiVersion":"v1","items":[{"a":1},{"a":2},{"a":9223372036854775807}],"kind":"List"}',
  );
});

test('joins YAML into one List, each value as it was written', async () => {
  const first = `apiVersion: v1
items:
- large: 9223372036854775807
  quoted: "yes"
  text: |
    one
      two
- exponent: 1e3
kind: List
metadata:
  resourceVersion: ""
`;
  const second = `empty: {}
long: a ${'very '.repeat(40)}long text
nothing: null
`;
  const joined = await joinDocuments([first, second], 'yaml');
  for (const line of [...first.split('\n').slice(2, 7), ...second.split('\n')])
    expect(joined).toContain(line.replace(/^- /, ''));
  expect(parse(joined)).toMatchObject({ kind: 'List', items: [{}, {}, { empty: {} }] });
});

test.each([
  ['json', '{"a":'],
  ['yaml', 'a: [1,'],
])('leaves %s as it is where a document is unfinished', async (format, unfinished) => {
  expect(await joinDocuments(['{}\n', unfinished], format)).toBe(`{}\n${unfinished}`);
});

test('puts the lines of other formats one after the other', async () => {
  expect(await joinDocuments(['namespace/a\n', 'configmap/b\n'], 'name')).toBe(
    'namespace/a\nconfigmap/b\n',
  );
});

test('joins objects as deep as the server may send them', async () => {
  const deep = `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`;
  const joined = await joinDocuments([`{"kind":"List","items":[${deep}]}`, list], 'json');
  expect(joined.match(/"kind"/g)).toHaveLength(1);
});
