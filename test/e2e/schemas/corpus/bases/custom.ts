import { definition } from './admission.ts';

/** The group of the kinds that the corpus defines. */
export const group = 'gadgets.example.com';

const embedded = {
  type: 'object',
  'x-kubernetes-embedded-resource': true,
  'x-kubernetes-preserve-unknown-fields': true,
};

const part = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, count: { type: 'integer', default: 1 } },
};

/** A property for each feature of structural schemas. */
const properties = {
  size: { type: 'integer', minimum: 1, maximum: 10 },
  above: { type: 'number', minimum: 0, exclusiveMinimum: true },
  even: { type: 'integer', multipleOf: 2 },
  small: { type: 'integer', format: 'int32' },
  big: { type: 'integer', format: 'int64' },
  ratio: { type: 'number' },
  enabled: { type: 'boolean' },
  color: { type: 'string', enum: ['red', 'green'] },
  code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]+$' },
  title: { type: 'string', minLength: 2, maxLength: 8 },
  since: { type: 'string', format: 'date-time' },
  day: { type: 'string', format: 'date' },
  address: { type: 'string', format: 'ipv4' },
  blob: { type: 'string', format: 'byte' },
  unique: { type: 'string', format: 'uuid' },
  link: { type: 'string', format: 'uri' },
  wait: { type: 'string', format: 'duration' },
  note: { type: 'string', nullable: true },
  port: { 'x-kubernetes-int-or-string': true },
  amount: {
    'x-kubernetes-int-or-string': true,
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    pattern: '^[0-9]+(m|Mi|Gi)?$',
  },
  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  any: { 'x-kubernetes-preserve-unknown-fields': true },
  mixed: {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
    properties: { known: { type: 'string' } },
  },
  settings: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: 2 },
  limits: { type: 'object', additionalProperties: part, minProperties: 1 },
  words: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 },
  tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
  parts: {
    type: 'array',
    items: part,
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
  },
  loose: { type: 'array', items: part, 'x-kubernetes-list-type': 'atomic' },
  template: embedded,
  either: {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  never: {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    not: { required: ['a', 'b'] },
  },
  all: {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    allOf: [{ properties: { a: { minimum: 2 } } }, { properties: { b: { maximum: 5 } } }],
  },
  range: {
    type: 'object',
    properties: { low: { type: 'integer' }, high: { type: 'integer' } },
    'x-kubernetes-validations': [{ rule: 'self.low <= self.high', message: 'low is above high' }],
  },
};

function definitionOf(kind: string, schema: object, more: object = {}) {
  const singular = kind.toLowerCase();
  const plural = `${singular}s`;
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: schema },
    ...more,
  };
  const names = { kind, plural, singular, listKind: `${kind}List` };
  return {
    ...definition,
    metadata: { name: `${plural}.${group}` },
    spec: { ...definition.spec, group, names, versions: [version] },
  };
}

/** The definitions that have to be in the cluster before the corpus is asked about. */
export const definitions = [
  definitionOf(
    'Gadget',
    {
      type: 'object',
      required: ['spec'],
      properties: {
        spec: { type: 'object', required: ['size'], properties },
        status: { type: 'object', properties: { phase: { type: 'string' } } },
      },
    },
    { subresources: { status: {} } },
  ),
  definitionOf('Blob', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }),
  definitionOf('Named', {
    type: 'object',
    properties: {
      metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 12 } } },
    },
  }),
];

export const gadget = {
  apiVersion: `${group}/v1`,
  kind: 'Gadget',
  metadata: {},
  spec: { size: 3 },
};

export const blob = { apiVersion: `${group}/v1`, kind: 'Blob', metadata: {} };

export const named = { apiVersion: `${group}/v1`, kind: 'Named', metadata: {} };
