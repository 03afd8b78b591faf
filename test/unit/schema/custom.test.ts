import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { servedKind } from '../../support/schema-documents.ts';
import { faultsOf } from './faults-of.ts';

// Custom resources, as the API server of Kubernetes 1.36 was seen to validate them.

const string = { type: 'string' };
const pair = { type: 'object', properties: { a: string, b: string } };
const alternatives = [{ required: ['a'] }, { required: ['b'] }];

const properties: JsonObject = {
  all: { type: 'string', allOf: [{ pattern: '^a' }, { pattern: 'z$' }] },
  any: { ...pair, anyOf: alternatives },
  def: { type: 'string', default: 'x' },
  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: string } },
  email: { type: 'string', format: 'email' },
  even: { type: 'integer', multipleOf: 2 },
  inner: {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  },
  list: { type: 'array', items: string, minItems: 1, maxItems: 2 },
  map: { type: 'object', additionalProperties: { type: 'integer' }, maxProperties: 1 },
  maybe: { type: 'string', nullable: true },
  name: { type: 'string', pattern: '(?i)^[a-z]+$', minLength: 2, maxLength: 4 },
  none: { ...pair, not: { required: ['a'] } },
  one: { ...pair, oneOf: alternatives },
  port: {
    'x-kubernetes-int-or-string': true,
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    pattern: '^[0-9]+%$',
  },
  size: { type: 'integer', minimum: 1, maximum: 10, exclusiveMaximum: true },
  word: { type: 'string', enum: ['red', 'green'] },
};

const kind = servedKind('example.com/v1', 'Widget', {
  spec: { type: 'object', required: ['def'], properties },
});

const check = (spec: JsonObject) => faultsOf(kind, { spec }, { custom: true });

test.each<[string, Json]>([
  ['all', 'abz'],
  ['any', { b: 'x' }],
  ['def', null],
  ['free', { a: 'x', unknown: 1 }],
  ['inner', { apiVersion: 'v1', kind: 'Pod', whatever: 1 }],
  ['maybe', null],
  ['name', 'ABC'],
  ['one', { a: 'x' }],
  ['port', 3],
  ['port', '5%'],
  ['size', 9],
])('takes %s: %j', async (name, value) => {
  expect(await check({ [name]: value })).toEqual([]);
});

test.each<[string, Json, string]>([
  ['all', 'abc', '.spec.all is "abc", which does not match z$.'],
  ['any', {}, '.spec.any fits none of these: a is missing; b is missing.'],
  ['email', 'nobody', '.spec.email is "nobody", which is no mail address.'],
  ['even', 3, '.spec.even is 3, and must be a multiple of 2.'],
  ['free', { a: 1 }, '.spec.free.a is an integer, not a string. Write it in quotes.'],
  ['inner', { apiVersion: 'v1' }, '.spec.inner.kind is missing.'],
  ['list', [], '.spec.list has 0 elements, and needs 1.'],
  ['list', ['a', 'b', 'c'], '.spec.list has 3 elements, and may have 2.'],
  ['list', [null], '.spec.list[0] is null. Remove it, or give it a value.'],
  ['map', { a: 1, b: 2 }, '.spec.map has 2 fields, and may have 1.'],
  ['name', 'a', '.spec.name has 1 characters, and needs 2.'],
  ['name', 'abcde', '.spec.name has 5 characters, and may have 4.'],
  ['none', { a: 'x' }, '.spec.none is what its schema rules out.'],
  ['one', {}, '.spec.one must fit one of these, and fits none: a is missing; b is missing.'],
  ['one', { a: 'x', b: 'x' }, '.spec.one must fit one of 2 alternatives, and fits 2.'],
  ['port', 'x', '.spec.port is "x", which does not match ^[0-9]+%$.'],
  ['size', null, '.spec.size is null. Remove it, or give it a value.'],
  ['size', 0, '.spec.size is 0, and must be at least 1.'],
  ['size', 10, '.spec.size is 10, and must be less than 10.'],
  ['word', '', '.spec.word is "". It may be "red" or "green".'],
  ['unknown', 1, '.spec.unknown is unknown.'],
])('refuses %s: %j', async (name, value, sentence) => {
  expect(await check({ [name]: value })).toEqual([sentence]);
});

test('fills in no default where there is none: what is required has to be there', async () => {
  const strict = servedKind('example.com/v1', 'Widget', {
    spec: { type: 'object', required: ['size'], properties },
  });
  expect(await faultsOf(strict, { spec: {} }, { custom: true })).toEqual([
    '.spec.size is missing.',
  ]);
});
