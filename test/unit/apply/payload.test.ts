import { expect, test } from 'vitest';
import { applyPayload } from '../../../src/apply/payload.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { target, TYPES } from '../../support/builders.ts';

/** What is sent of one object, without what every object carries. */
function sent(type: (typeof TYPES)['Secret' | 'ConfigMap' | 'Widget'], body: JsonObject): unknown {
  const parsed: unknown = JSON.parse(applyPayload([target({ type, body })]));
  const { apiVersion, kind, metadata, ...rest } = parsed as Record<string, unknown>;
  expect([apiVersion, kind, metadata]).not.toContain(undefined);
  return rest;
}

test('sends one document per object, and no List', () => {
  const documents = applyPayload([target({ name: 'a' }), target({ name: 'b' })]).split('---\n');
  expect(documents.map((text) => JSON.parse(text) as unknown)).toMatchObject([
    { kind: 'ConfigMap', metadata: { name: 'a' } },
    { kind: 'ConfigMap', metadata: { name: 'b' } },
  ]);
});

test.each<[string, JsonObject, JsonObject]>([
  ['as data', { stringData: { a: 'ü' } }, { data: { a: 'w7w=' } }],
  [
    'beside data',
    { data: { b: 'Yg==' }, stringData: { a: 'a' } },
    { data: { a: 'YQ==', b: 'Yg==' } },
  ],
  ['over data', { data: { a: 'Yg==' }, stringData: { a: 'a' } }, { data: { a: 'YQ==' } }],
  ['empty', { stringData: {} }, { data: {} }],
  ['of a wrong type, for the server to refuse', { stringData: { a: 1 } }, { data: { a: 1 } }],
  ['that is no set, for the server to refuse', { stringData: 'x' }, { stringData: 'x' }],
])('sends a Secret’s stringData %s', (_, body, expected) => {
  expect(sent(TYPES.Secret, body)).toEqual(expected);
});

test.each([
  ['ConfigMap', TYPES.ConfigMap],
  ['custom resource', TYPES.Widget],
] as const)('leaves stringData of a %s alone', (_, type) => {
  expect(sent(type, { stringData: { a: 'a' } })).toEqual({ stringData: { a: 'a' } });
});

test('sends integers of 64 bits as they are', () => {
  const text = applyPayload([target({ body: { spec: { big: 9223372036854775807n } } })]);
  expect(text).toContain('"big":9223372036854775807');
});
