import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { objectAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/**
 * Checks that the schema of a CustomResourceDefinition says of each field what type it has.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function checkStructure(validation: JsonObject, at: Trail | null, report: Report): void {
  const schema = validation['openAPIV3Schema'];
  if (!isJsonObject(schema) || Object.keys(schema).length === 0) return;
  const place = below(at, 'openAPIV3Schema');
  const type = textAt(schema, 'type');
  if (type !== '' && type !== 'object') report(below(place, 'type'), 'must be "object".');
  else checkNode(schema, place, report);
}

const TYPES: readonly string[] = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

function checkNode(schema: Json, at: Trail, report: Report): void {
  if (!isJsonObject(schema)) {
    report(at, 'is no schema.');
    return;
  }
  const type = textAt(schema, 'type');
  if (type === '' && !isFree(schema)) report(below(at, 'type'), 'is missing.');
  if (type !== '' && !TYPES.includes(type))
    report(below(at, 'type'), `is ${JSON.stringify(type)}. It may be ${TYPES.join(', ')}.`);
  if (type === 'array' && !isJsonObject(schema['items'])) report(below(at, 'items'), 'is missing.');
  for (const [name, part] of Object.entries(objectAt(schema, 'properties')))
    checkNode(part, below(below(at, 'properties'), name), report);
  for (const word of ['items', 'additionalProperties'])
    if (isJsonObject(schema[word])) checkNode(schema[word], below(at, word), report);
}

/** What holds anything has no type. */
function isFree(schema: JsonObject): boolean {
  return (
    schema['x-kubernetes-int-or-string'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  );
}
