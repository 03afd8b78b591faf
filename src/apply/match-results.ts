import { DEEPEST_IN_LIST, parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { listAt, textAt } from '../model/json-path.ts';
import { groupOf, keyText } from '../model/object-key.ts';
import type { Target } from '../model/target.ts';
import type { KubectlResult } from '../ports/kubectl.ts';

/** Finds the object of each target among what kubectl printed as JSON. */
export function matchResults(
  targets: readonly Target[],
  results: readonly KubectlResult[],
): ReadonlyMap<Target, JsonObject> {
  const objects = results.flatMap(({ stdout }) => readObjects(stdout));
  const byKey = new Map(objects.map((object) => [identify(object), object]));
  return new Map(
    targets.flatMap((target) => {
      const result = byKey.get(keyText(target.key));
      return result === undefined ? [] : [[target, result] as const];
    }),
  );
}

/** One object, a `List` of several, or nothing where all were refused or kubectl broke off. */
function readObjects(stdout: string): readonly JsonObject[] {
  const document = parse(stdout);
  if (!isJsonObject(document)) return [];
  return document['kind'] === 'List'
    ? listAt(document, 'items').filter((item) => isJsonObject(item))
    : [document];
}

function parse(text: string): Json {
  try {
    return text.trim() === '' ? null : parseJson(text, DEEPEST_IN_LIST);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof RangeError) throw unreadable(error);
    throw error;
  }
}

function unreadable(cause: RangeError): Failure {
  return new Failure({
    code: 'object-unreadable',
    message: `an object cannot be compared with what kubectl makes of it: ${cause.message}`,
    hint: 'Nothing was applied or deleted.',
    cause,
  });
}

function identify(object: JsonObject): string {
  return keyText({
    group: groupOf(textAt(object, 'apiVersion')),
    kind: textAt(object, 'kind'),
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name'),
  });
}
