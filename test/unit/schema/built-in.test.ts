import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { servedKind } from '../../support/schema-documents.ts';
import { faultsOf } from './faults-of.ts';

// Go's types, as the API server of Kubernetes 1.36 was seen to read them.

const string = { type: 'string' };
const port = {
  type: 'object',
  required: ['number'],
  properties: {
    number: { type: 'integer', format: 'int32' },
    protocol: { type: 'string', default: 'TCP', enum: ['TCP', 'UDP'] },
  },
};
const kind = servedKind('shop.k8s.io/v1', 'Stall', {
  spec: {
    type: 'object',
    properties: {
      any: {},
      args: { type: 'array', items: string },
      count: { type: 'integer', format: 'int32' },
      image: string,
      keys: { type: 'object', additionalProperties: string },
      limit: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' },
      long: { type: 'integer', format: 'int64' },
      open: { type: 'object' },
      paused: { type: 'boolean' },
      policy: { type: 'string', enum: ['Always', 'Never'] },
      ports: {
        type: 'array',
        items: port,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['number', 'protocol'],
      },
      ratio: { type: 'number', format: 'double' },
      secret: { type: 'string', format: 'byte' },
      surge: { format: 'int-or-string', oneOf: [{ type: 'integer' }, { type: 'string' }] },
      tags: { type: 'array', items: string, 'x-kubernetes-list-type': 'set' },
      time: { type: 'string', format: 'date-time' },
    },
  },
});
const definitions = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    oneOf: [{ type: 'string' }, { type: 'number' }],
  },
};

const check = (fields: JsonObject) => faultsOf(kind, fields, { definitions });
const spec = (fields: JsonObject) => check({ spec: fields });

test.each<[string, Json]>([
  ['count', 3],
  ['count', null],
  ['count', -2147483648],
  ['long', 9223372036854775807n],
  ['ratio', 0.5],
  ['limit', '1.5Gi'],
  ['limit', 2],
  ['surge', '25%'],
  ['surge', 3],
  ['any', { whatever: [1, 'two'] }],
  ['open', { whatever: 1 }],
  ['args', ['a', null]],
  ['policy', ''],
  ['secret', 'aGVs\nbG8='],
  ['time', '2030-12-31T23:59:59+01:00'],
  ['ports', [{ number: 53 }, { number: 53, protocol: 'UDP' }]],
])('takes %s: %s', async (name, value) => {
  expect(await spec({ [name]: value })).toEqual([]);
});

test.each<[string, Json, string]>([
  ['count', '3', '.spec.count is a string, not an integer. Write it without quotes.'],
  ['count', 1.5, '.spec.count is a number with a fraction, not an integer.'],
  [
    'count',
    2147483648,
    '.spec.count is 2147483648, which is no int32: it goes from -2147483648 to 2147483647.',
  ],
  ['paused', 'true', '.spec.paused is a string, not a Boolean. Write it without quotes.'],
  ['image', 3, '.spec.image is an integer, not a string. Write it in quotes.'],
  ['args', 'a', '.spec.args is a string, not a list. Write it in [ ].'],
  ['keys', { a: true }, '.spec.keys.a is a Boolean, not a string. Write it in quotes.'],
  ['policy', 'always', '.spec.policy is "always". It may be "Always" or "Never".'],
  ['surge', true, '.spec.surge is a Boolean, not an integer or a string.'],
  ['secret', 'hunter2!', '.spec.secret is "hunter2!", which is no base64.'],
  ['time', 'today', '.spec.time is "today", which is no time, such as 2030-12-31T23:59:59Z.'],
  ['tags', ['a', 'a'], '.spec.tags[1] has the value "a" of element 0 again.'],
  ['tags', [null], '.spec.tags[0] is null. Remove it, or give it a value.'],
  ['imag', 'x', '.spec.imag is unknown. Did you mean image?'],
  ['Image', 'x', '.spec.Image is unknown. Did you mean image?'],
  ['nothing', null, '.spec.nothing is unknown.'],
])('refuses %s: %j', async (name, value, sentence) => {
  expect(await spec({ [name]: value })).toEqual([sentence]);
});

test('tells what no quantity is', async () => {
  expect(await spec({ limit: '1GB' })).toEqual([
    expect.stringMatching(/^\.spec\.limit is "1GB", which is no quantity\./),
  ]);
});

describe('elements of a list that is merged by keys', () => {
  test('are told apart by their keys, defaults among them', async () => {
    const ports = [{ number: 53 }, { number: 53, protocol: 'TCP' }];
    expect(await spec({ ports })).toEqual([
      '.spec.ports[1] has number 53 and protocol "TCP" of element 0 again.',
    ]);
  });

  test('need what is required', async () => {
    expect(await spec({ ports: [{ protocol: 'UDP' }] })).toEqual([
      '.spec.ports[0].number is missing.',
    ]);
  });
});

test('tells every fault at once', async () => {
  expect(await spec({ count: '3', image: 3, imag: 'x' })).toHaveLength(3);
});

test('shows no value that may be a secret', async () => {
  const secret = servedKind('v1', 'Secret', {
    data: { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
  });
  expect(await faultsOf(secret, { data: { key: 'hunter2!' } })).toEqual([
    '.data.key is a string, which is no base64.',
  ]);
});

test('looks at types alone in a status, which the API server throws away', async () => {
  const schema = { type: 'object', required: ['seen'], properties: { seen: { type: 'integer' } } };
  const marked = servedKind(
    'v1',
    'Node',
    { status: schema },
    { 'x-kubernixos-status-subresource': true },
  );
  expect(await faultsOf(marked, { status: {} })).toEqual([]);
  expect(await faultsOf(marked, { status: { seen: 'x', sen: 1 } })).toHaveLength(2);
});
