import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { listAt, objectAt, textAt, textsAt } from '../model/json-path.ts';
import { once } from './once.ts';
import { readPattern } from './pattern.ts';
import type {
  Accepts,
  Bound,
  Dialect,
  ListRules,
  Logic,
  Nulls,
  NumberRules,
  ObjectRules,
  Pattern,
  Shape,
  ShapeOf,
  TextRules,
} from './shape.ts';

/** What a schema is read with. */
export interface ShapeContext {
  readonly dialect: Dialect;
  /** The shape of a definition, by the last part of its reference. */
  readonly resolve: (definition: string) => Shape;
  /** The definition that is read; null below one. */
  readonly definition: string | null;
  /** Whether the schema is part of a condition, which says nothing of what it does not mention. */
  readonly partial: boolean;
}

/**
 * Reads a schema of OpenAPI v3, as the API server serves it or a CustomResourceDefinition holds it. What
 * is below it is read when it is needed.
 */
export function readShape(schema: Json | undefined, context: ShapeContext): Shape {
  if (!isJsonObject(schema)) return ANYTHING;
  const reference = referenceOf(schema);
  if (reference !== null) return context.resolve(reference);
  const below = { ...context, definition: null };
  return {
    dialect: context.dialect,
    accepts: context.partial ? null : acceptsOf(schema, context),
    nulls: nullsOf(schema, context),
    object: objectRules(schema, context),
    list: listRules(schema, below),
    text: textRules(schema, context),
    number: numberRules(schema),
    choices: isJsonArray(schema['enum']) ? schema['enum'] : null,
    logic: readLogic(schema, { ...below, partial: true }),
    fallback: schema['default'],
  };
}

/** What there is no schema for. */
export const ANYTHING: Shape = {
  dialect: 'builtin',
  accepts: null,
  nulls: 'allowed',
  object: null,
  list: null,
  text: null,
  number: null,
  choices: null,
  logic: null,
  fallback: undefined,
};

/** A reference, alone or as the only part of `allOf`, as it is written beside a default. */
function referenceOf(schema: JsonObject): string | null {
  const [only, ...others] = listAt(schema, 'allOf');
  const holder = isJsonObject(only) && others.length === 0 ? only : schema;
  const reference = textAt(holder, '$ref') || textAt(schema, '$ref');
  return reference === '' ? null : (reference.split('/').at(-1) ?? null);
}

const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

const TYPES: Readonly<Record<string, Accepts>> = {
  object: 'object',
  array: 'list',
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

function acceptsOf(schema: JsonObject, { definition }: ShapeContext): Accepts | null {
  if (definition === QUANTITY) return 'quantity';
  if (isIntegerOrText(schema)) return 'integer-or-text';
  return TYPES[textAt(schema, 'type')] ?? null;
}

function isIntegerOrText(schema: JsonObject): boolean {
  return schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string';
}

/** A custom resource's null gives way to a default where the schema has one. */
function nullsOf(schema: JsonObject, { dialect, partial }: ShapeContext): Nulls {
  if (dialect === 'builtin') return 'absent';
  if (schema['nullable'] === true || partial) return 'allowed';
  if ('default' in schema) return 'absent';
  return isIntegerOrText(schema) || textAt(schema, 'type') !== '' ? 'refused' : 'allowed';
}

function objectRules(schema: JsonObject, context: ShapeContext): ObjectRules | null {
  const below = { ...context, definition: null };
  const properties = Object.entries(objectAt(schema, 'properties'));
  const extra = schema['additionalProperties'];
  const rules: ObjectRules = {
    definition: context.definition,
    fields: new Map(properties.map(([name, value]) => [name, later(value, below)])),
    values: isJsonObject(extra) ? later(extra, below) : null,
    required: textsAt(schema, 'required'),
    strict: isStrict(schema, context) && extra !== true,
    fewest: countAt(schema, 'minProperties'),
    most: countAt(schema, 'maxProperties'),
  };
  return isEmbedded(schema) ? asEmbedded(rules, context) : rules;
}

/** Server-side apply takes an object without any field in its schema for one that holds anything. */
function isStrict(schema: JsonObject, { partial }: ShapeContext): boolean {
  if (partial || schema['x-kubernetes-preserve-unknown-fields'] === true) return false;
  return Object.keys(objectAt(schema, 'properties')).length > 0;
}

function isEmbedded(schema: JsonObject): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** An object within an object has to say what it is, whether or not its schema tells that. */
function asEmbedded(rules: ObjectRules, { resolve }: ShapeContext): ObjectRules {
  const text = once((): Shape => ({ ...ANYTHING, accepts: 'text', nulls: 'refused' }));
  const fields: readonly [string, ShapeOf][] = [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', () => resolve(OBJECT_META)],
  ];
  return {
    ...rules,
    fields: new Map([...rules.fields, ...fields]),
    required: [...new Set([...rules.required, 'apiVersion', 'kind'])],
  };
}

function listRules(schema: JsonObject, context: ShapeContext): ListRules | null {
  const items = schema['items'];
  const rules = {
    items: items === undefined ? null : later(items, context),
    identity: context.partial ? null : identityOf(schema),
    fewest: countAt(schema, 'minItems'),
    most: countAt(schema, 'maxItems'),
  };
  return Object.values(rules).every((rule) => rule === null) ? null : rules;
}

function identityOf(schema: JsonObject): ListRules['identity'] {
  const type = textAt(schema, 'x-kubernetes-list-type');
  if (type === 'set' || schema['uniqueItems'] === true) return 'value';
  if (type !== 'map') return null;
  return textsAt(schema, 'x-kubernetes-list-map-keys');
}

const MICRO_TIME = 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime';

function textRules(schema: JsonObject, { dialect, definition }: ShapeContext): TextRules | null {
  const rules = {
    format: definition === MICRO_TIME ? 'micro-time' : textAt(schema, 'format') || null,
    pattern: patternOf(schema),
    shortest: countAt(schema, 'minLength'),
    longest: countAt(schema, 'maxLength'),
  };
  return Object.values(rules).every((rule) => rule === null) ? null : { ...rules, dialect };
}

function patternOf(schema: JsonObject): Pattern | null {
  const source = schema['pattern'];
  return typeof source === 'string' ? readPattern(source) : null;
}

function numberRules(schema: JsonObject): NumberRules | null {
  const multiple = schema['multipleOf'];
  const rules = {
    format: textAt(schema, 'format') || null,
    least: boundAt(schema, 'minimum', 'exclusiveMinimum'),
    greatest: boundAt(schema, 'maximum', 'exclusiveMaximum'),
    multipleOf: typeof multiple === 'number' ? multiple : null,
  };
  return Object.values(rules).every((rule) => rule === null) ? null : rules;
}

function boundAt(schema: JsonObject, name: string, exclusive: string): Bound | null {
  const value = schema[name];
  if (typeof value !== 'number' && typeof value !== 'bigint') return null;
  return { value, exclusive: schema[exclusive] === true };
}

function countAt(schema: JsonObject, name: string): number | null {
  const value = schema[name];
  return typeof value === 'number' ? value : null;
}

function readLogic(schema: JsonObject, context: ShapeContext): Logic | null {
  if (context.dialect === 'builtin') return null;
  const read = (name: string) => listAt(schema, name).map((part) => readShape(part, context));
  const logic: Logic = {
    allOf: read('allOf'),
    anyOf: read('anyOf'),
    oneOf: read('oneOf'),
    not: schema['not'] === undefined ? null : readShape(schema['not'], context),
  };
  const { allOf, anyOf, oneOf, not } = logic;
  return allOf.length + anyOf.length + oneOf.length === 0 && not === null ? null : logic;
}

function later(schema: Json, context: ShapeContext): ShapeOf {
  return once(() => readShape(schema, context));
}
