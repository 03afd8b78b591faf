import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/**
 * The fields by which Kubernetes tells the elements of a list apart, by the name of the list, in
 * order of preference; `name` for all others. Optional fields come after a `?`.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const LIST_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  conditions: [['type']],
  hostAliases: [['ip']],
  ownerReferences: [['uid']],
  ports: [
    ['containerPort', '?protocol'],
    ['port', '?protocol'],
  ],
  readinessGates: [['conditionType']],
  subjects: [['kind', 'name', '?namespace']],
  taints: [['key', 'effect']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
};

const BY_NAME: readonly (readonly string[])[] = [['name']];

/** The keys of an element, such as `{ name: "web" }`. */
export type ElementKeys = Readonly<Record<string, Json>>;

/**
 * Finds what tells the elements of both sides of a list apart: a function that gives the keys of an
 * element. Null where some element has none, or two of one side have the same.
 */
export function identityOf(
  list: string,
  sides: readonly (readonly Json[])[],
): ((element: Json) => ElementKeys) | null {
  const alternatives = (Object.hasOwn(LIST_KEYS, list) ? LIST_KEYS[list] : undefined) ?? BY_NAME;
  const fitting = alternatives.find((fields) => sides.every((side) => tellsApart(fields, side)));
  return fitting === undefined ? null : (element) => keysOf(fitting, element) ?? {};
}

function tellsApart(fields: readonly string[], elements: readonly Json[]): boolean {
  const keys = elements.map((element) => keysOf(fields, element));
  if (keys.includes(null)) return false;
  return new Set(keys.map((each) => JSON.stringify(each))).size === elements.length;
}

/** Null where the element lacks a field that is not optional, or has something else than a scalar. */
function keysOf(fields: readonly string[], element: Json): ElementKeys | null {
  if (!isJsonObject(element)) return null;
  const entries = fields.flatMap((field) => entryOf(field, element));
  const isComplete = fields.every(
    (field) => field.startsWith('?') || entries.some(([name]) => name === field),
  );
  return isComplete ? Object.fromEntries(entries) : null;
}

function entryOf(field: string, element: JsonObject): readonly (readonly [string, Json])[] {
  const name = field.replace(/^\?/, '');
  const value = element[name];
  return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
}
