import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import { suggest } from '../../model/suggestion.ts';
import { IGNITION_3_3, type IgnitionFields, type IgnitionShape, ITSELF } from './ignition-shape.ts';
import { checkStorage } from './storage-rules.ts';

/**
 * What is wrong with a configuration of Ignition 3.3.0, a sentence each: what Ignition refuses where the
 * node starts, by its schema and its own check, and what it only warns of, such as fields that it does
 * not have. https://github.com/coreos/ignition/tree/main/config/v3_3
 */
export function checkIgnition(configuration: JsonObject): readonly string[] {
  const { ignition } = configuration;
  const version = isJsonObject(ignition) ? ignition['version'] : undefined;
  return [
    ...(version === '3.3.0' ? [] : ['ignition.version is not "3.3.0"']),
    ...checkFields('', IGNITION_3_3, configuration),
    ...checkStorage(configuration),
  ];
}

function checkFields(path: string, fields: IgnitionFields, value: JsonObject): readonly string[] {
  return Object.entries(value).flatMap(([name, part]) => {
    const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const at = path === '' ? name : `${path}.${name}`;
    return shape === undefined ? [unknown(at, name, fields)] : checkShape(at, shape, part);
  });
}

function unknown(path: string, name: string, fields: IgnitionFields): string {
  const near = suggest(name, Object.keys(fields));
  return `Ignition has no ${path}${near === null ? '' : `; did you mean ${near}?`}`;
}

function checkShape(path: string, shape: IgnitionShape, value: Json): readonly string[] {
  if (typeof shape === 'string') return isOf(shape, value) ? [] : [`${path} is no ${shape}`];
  if ('text' in shape)
    return typeof value === 'string'
      ? told(path, shape.text(value))
      : checkShape(path, 'string', value);
  if ('integer' in shape)
    return typeof value === 'number' && Number.isInteger(value)
      ? told(path, shape.integer(value))
      : checkShape(path, 'integer', value);
  if ('fields' in shape)
    return isJsonObject(value)
      ? [
          ...checkFields(path, shape.fields, value),
          ...(shape.rule?.(value) ?? []).map((fault) => `${path} ${fault}`),
        ]
      : [`${path} is no object`];
  if (!isJsonArray(value)) return [`${path} is no list`];
  return [
    ...value.flatMap((item, index) => checkShape(`${path}[${String(index)}]`, shape.list, item)),
    ...twins(path, shape.identity, value),
  ];
}

function told(path: string, fault: string | null): readonly string[] {
  return fault === null ? [] : [`${path} is ${fault}`];
}

/** Null stands for no value. */
function isOf(type: 'string' | 'boolean' | 'integer', value: Json): boolean {
  if (value === null) return true;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function twins(
  path: string,
  identity: string | undefined,
  items: readonly Json[],
): readonly string[] {
  if (identity === undefined) return [];
  const values = items.map((item) => identityOf(item, identity));
  const again = values.filter(
    (value, index) => value !== undefined && values.indexOf(value) < index,
  );
  const name = identity === ITSELF ? '' : `${identity} `;
  return again.map((value) => `${path} has ${name}${JSON.stringify(value)} twice`);
}

function identityOf(item: Json, identity: string): Json | undefined {
  if (identity === ITSELF) return item;
  return isJsonObject(item) ? fieldOf(item, identity) : undefined;
}
