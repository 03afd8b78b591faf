import { fieldOf, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { canonicalText } from '../model/same-value.ts';

/** One way to tell the elements of a list apart. */
interface Keys {
  /** Fields that every element must have; dots lead into objects. */
  readonly required: readonly string[];
  /** Fields that count with this value where an element leaves them out; null is none. */
  readonly optional?: JsonObject;
}

/**
 * The fields by which Kubernetes tells the elements of a list apart, by the name of the list, in
 * order of preference: the same as in lib/merge/keys.nix, and `conditions`. Other lists, too, are
 * told apart by `name` where all elements have one.
 */
const LIST_KEYS: Readonly<Record<string, readonly Keys[]>> = {
  backendRefs: [
    { required: ['name'], optional: { group: null, kind: null, namespace: null, port: null } },
  ],
  certificateRefs: [{ required: ['name'], optional: { group: null, kind: null, namespace: null } }],
  conditions: [{ required: ['type'] }],
  hostAliases: [{ required: ['ip'] }],
  ownerReferences: [{ required: ['uid'] }],
  parentRefs: [
    {
      required: ['name'],
      optional: { group: null, kind: null, namespace: null, port: null, sectionName: null },
    },
  ],
  ports: [
    { required: ['containerPort'], optional: { protocol: 'TCP' } },
    { required: ['port'], optional: { protocol: 'TCP' } },
  ],
  readinessGates: [{ required: ['conditionType'] }],
  subjects: [{ required: ['kind', 'name'], optional: { namespace: null } }],
  taints: [{ required: ['key', 'effect'] }],
  topologySpreadConstraints: [{ required: ['topologyKey', 'whenUnsatisfiable'] }],
  volumeClaimTemplates: [{ required: ['metadata.name'] }],
  volumeDevices: [{ required: ['devicePath'] }],
  volumeMounts: [{ required: ['mountPath'] }],
};

const BY_NAME: Keys = { required: ['name'] };

/**
 * Reads the keys of an element, for two versions of the list of this name; null where there is no
 * way to tell the elements of both apart.
 */
export function keysOfLists(
  name: string,
  ...lists: readonly (readonly Json[])[]
): ((element: Json) => JsonObject) | null {
  const known = Object.hasOwn(LIST_KEYS, name) ? (LIST_KEYS[name] ?? []) : [];
  const keys = [...known, BY_NAME].find((some) => lists.every((list) => tellsApart(some, list)));
  return keys === undefined ? null : (element) => readKeys(keys, element) ?? {};
}

function tellsApart(keys: Keys, list: readonly Json[]): boolean {
  const found = list.map((element) => readKeys(keys, element));
  const texts = new Set(found.map(canonicalText));
  return texts.size === list.length && !found.includes(null);
}

/** Null where an element lacks what is required. */
function readKeys({ required, optional = {} }: Keys, element: Json): JsonObject | null {
  const needed = required.map((path) => [path, readScalar(element, path)] as const);
  if (needed.some(([, value]) => value === null)) return null;
  const more = Object.entries(optional)
    .map(([path, none]) => [path, readScalar(element, path) ?? none] as const)
    .filter(([, value]) => value !== null);
  return Object.fromEntries([...needed, ...more]);
}

function readScalar(element: Json, path: string): Json {
  const value = path
    .split('.')
    .reduce<Json>(
      (object, name) => (isJsonObject(object) ? (fieldOf(object, name) ?? null) : null),
      element,
    );
  return typeof value === 'object' ? null : value;
}
