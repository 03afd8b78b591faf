import { describe, expect, test } from 'vitest';
import { matchResults } from '../../../src/apply/match-results.ts';
import { applyPayload } from '../../../src/apply/payload.ts';
import { decodeEscapes } from '../../../src/evaluate/decode-escapes.ts';
import { parseJson } from '../../../src/model/exact-json.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { withoutClientSideLeftovers } from '../../../src/plan/client-side-leftovers.ts';
import { diffObjects } from '../../../src/plan/diff-objects.ts';
import { takenFields } from '../../../src/plan/taken-fields.ts';
import { dumpJson } from '../../../src/report/dump.ts';
import { planJson } from '../../../src/report/plan-json.ts';
import { planLines } from '../../../src/report/plan-text.ts';
import { styleFor } from '../../../src/report/style.ts';
import { printYaml } from '../../../src/report/yaml.ts';
import { manifest, release, target } from '../../support/builders.ts';
import { plan, update } from '../report/plan-view.ts';

/** Levels that the server may send, less those of the object around the value. */
const READ = 490;
/** Levels that a manifest may have. */
const WRITTEN = 290;

const nested: Readonly<Record<string, (levels: number, inner: string) => string>> = {
  objects: (levels, inner) => `${'{"a":'.repeat(levels)}${inner}${'}'.repeat(levels)}`,
  lists: (levels, inner) => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`,
  'lists of named objects': (levels, inner) =>
    `${'[{"name":"a","b":'.repeat(levels / 2)}${inner}${'}]'.repeat(levels / 2)}`,
  'objects around long numbers': (levels, inner) =>
    `${'{"n":9223372036854775807,"a":'.repeat(levels)}${inner}${'}'.repeat(levels)}`,
};

const address = { server: 'https://test', context: null, namespace: null };

describe.each(Object.entries(nested))('deep %s', (_, text) => {
  const objectOf = (value: Json, more: JsonObject = {}): JsonObject => ({
    ...{ apiVersion: 'example.com/v1', kind: 'Widget', spec: { value } },
    metadata: { name: 'web', namespace: 'shop', ...more },
  });
  const read = (inner: string) => objectOf(parseJson(text(READ, inner)));

  test('are compared, and told in text and JSON', () => {
    const fields = diffObjects(read('1'), read('2'));
    expect(fields).toHaveLength(1);
    const told = plan({ applies: [update({ fields })] });
    const lines = planLines(told, styleFor(false));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(1000);
    expect(() => JSON.parse(planJson(told, release([]), address)) as unknown).not.toThrow();
    expect(diffObjects(read('1'), read('1'))).toEqual([]);
    expect(diffObjects(read('1'), objectOf(null))).toHaveLength(1);
  });

  test('are printed by dump, and sent to kubectl', async () => {
    const body = { spec: decodeEscapes(parseJson(text(WRITTEN, '1')), WRITTEN + 1) };
    const made = manifest({ body });
    expect(JSON.parse(dumpJson(release([made])))).toMatchObject({ kind: 'List' });
    expect(applyPayload([target({ body })])).toContain(text(WRITTEN, '1'));
    await expect(printYaml(made.object)).resolves.toContain('apiVersion');
  });
});

test('deep fields of managers are read', () => {
  const deep = (levels: number): string => `${'{"f:a":'.repeat(levels)}{}${'}'.repeat(levels)}`;
  const value = parseJson(nested['objects']?.(READ, '1') ?? '');
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  const fieldsV1 = {
    ...(parseJson(`{"f:spec":{"f:value":${deep(READ)}}}`) as JsonObject),
    'f:metadata': {
      'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} },
    },
  };
  const entry = { manager: 'hpa', operation: 'Update', apiVersion: 'v1', fieldsV1 };
  const before = {
    ...{ apiVersion: 'v1', kind: 'Widget', spec: { value } },
    metadata: { name: 'web', annotations, managedFields: [entry, { ...entry, manager: 'b' }] },
  };
  expect(() => takenFields(before, {}, 'kubernixos')).not.toThrow();
  expect(withoutClientSideLeftovers(before, 'kubernixos')).not.toBeNull();
});

test.each(['k:{', 'k:1e400', 'v:nonsense', 'k:[1]', 'x:y', '', 'f:', 'i:'])(
  'a field of a manager that is written %j is passed over',
  (key) => {
    const managedFields = [
      { manager: 'hpa', operation: 'Update', fieldsV1: { 'f:spec': { [key]: {}, 'f:a': {} } } },
    ];
    const before = { apiVersion: 'v1', kind: 'Widget', metadata: { managedFields } };
    const [taken] = takenFields(before, {}, 'kubernixos');
    expect(taken?.paths).toContain('spec.a');
  },
);

const text = (levels: number): string => nested['objects']?.(levels, '1') ?? '';

test('what kubectl prints may be as deep as what the server sends, in a List too', () => {
  const object = `{"apiVersion":"v1","kind":"ConfigMap","spec":${text(499)}}`;
  const stdout = `{"kind":"List","items":[${object}]}`;
  expect(() => matchResults([target()], [{ exitCode: 0, stdout }])).not.toThrow();
});

test('what kubectl prints too deeply nested is a failure, not a bug', () => {
  expect(() => matchResults([target()], [{ exitCode: 0, stdout: text(503) }])).toThrow(
    'an object cannot be compared with what kubectl makes of it: it is nested deeper than 502 levels',
  );
});

test('a prototype is a field as any other', () => {
  const make = (text: string) =>
    parseJson(`{"apiVersion":"v1","kind":"Widget","spec":${text}}`) as JsonObject;
  const from = make('{"__proto__":{"a":1},"constructor":{"b":1},"hasOwnProperty":1}');
  const to = make('{"__proto__":{"a":2},"toString":{"c":1}}');
  expect(diffObjects(from, to).map(({ type, path }) => `${type} ${path}`)).toEqual([
    'replace spec.__proto__.a',
    'remove spec.constructor',
    'remove spec.hasOwnProperty',
    'add spec.toString',
  ]);
});
