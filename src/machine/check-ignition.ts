import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { suggest } from '../model/suggestion.ts';
import { IGNITION_3_3, type IgnitionFields, type IgnitionShape } from './ignition-shape.ts';

/**
 * What is wrong with the fields of a configuration of Ignition 3.3.0, a sentence each: fields that it
 * does not have, which Ignition itself only warns of, wrong types, and elements of a list that are
 * the same.
 */
export function checkIgnition(configuration: JsonObject): readonly string[] {
  const { ignition } = configuration;
  const version = isJsonObject(ignition) ? ignition['version'] : undefined;
  return [
    ...(version === '3.3.0' ? [] : ['ignition.version is not "3.3.0"']),
    ...checkFields('', IGNITION_3_3, configuration),
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
  if ('fields' in shape)
    return isJsonObject(value) ? checkFields(path, shape.fields, value) : [`${path} is no object`];
  if (!isJsonArray(value)) return [`${path} is no list`];
  return [
    ...value.flatMap((item, index) => checkShape(`${path}[${String(index)}]`, shape.list, item)),
    ...twins(path, shape.identity, value),
  ];
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
  const values = items.map((item) => (isJsonObject(item) ? fieldOf(item, identity) : undefined));
  const again = values.filter(
    (value, index) => value !== undefined && values.indexOf(value) < index,
  );
  return again.map((value) => `${path} has ${identity} ${JSON.stringify(value)} twice`);
}
