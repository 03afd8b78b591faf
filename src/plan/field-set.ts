import { parseJson } from '../model/exact-json.ts';
import { fieldOf, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/**
 * A set of fields as `fieldsV1` writes it: a tree whose keys are steps (`f:` a field, `k:` a list's
 * element by its keys, `v:` by its value, `i:` by its index). A node is in the set where it holds
 * `.` or nothing at all.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export type FieldSet = JsonObject;

/** One step of a path into an object. */
export type Step =
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'keys'; readonly keys: JsonObject }
  | { readonly type: 'value'; readonly value: Json }
  | { readonly type: 'index'; readonly index: number };

/** A node below another, and how to get there. */
export interface Below {
  /** The step as fieldsV1 writes it. */
  readonly key: string;
  readonly step: Step;
  readonly node: FieldSet;
}

/** The nodes below. Those behind steps of an unknown kind are left out. */
export function stepsOf(set: FieldSet): readonly Below[] {
  return Object.entries(set).flatMap(([key, node]) => {
    const step = readStep(key);
    return step === null || !isJsonObject(node) ? [] : [{ key, step, node }];
  });
}

function readStep(text: string): Step | null {
  const rest = text.slice(2);
  switch (text.slice(0, 2)) {
    case 'f:':
      return { type: 'field', name: rest };
    case 'k:': {
      const keys = readJson(rest);
      return isJsonObject(keys) ? { type: 'keys', keys } : null;
    }
    case 'v:': {
      const value = readJson(rest);
      return value === undefined ? null : { type: 'value', value };
    }
    case 'i:':
      return { type: 'index', index: Number(rest) };
    default:
      return null;
  }
}

/** Undefined for what is no JSON: other servers than Kubernetes' own may hold anything. */
function readJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The node below a key such as `f:spec`; undefined where the set has nothing there. */
export function below(set: FieldSet, key: string): FieldSet | undefined {
  const node = fieldOf(set, key);
  return isJsonObject(node) ? node : undefined;
}

/** Whether a node itself is in the set, not just what lies below it. */
export function isMember(node: FieldSet): boolean {
  return Object.hasOwn(node, SELF) || Object.keys(node).length === 0;
}

/** All fields of all sets. */
export function union(sets: readonly FieldSet[]): FieldSet {
  const [first = {}, ...rest] = sets;
  return rest.reduce(join, first);
}

const SELF = '.';

function join(a: FieldSet, b: FieldSet): FieldSet {
  const added = Object.entries(b).map(([key, node]) => {
    const known = below(a, key);
    return [key, known === undefined || !isJsonObject(node) ? node : joinNodes(known, node)];
  });
  return { ...a, ...(Object.fromEntries(added) as FieldSet) };
}

function joinNodes(a: FieldSet, b: FieldSet): FieldSet {
  const joined = join(a, b);
  const member = (isMember(a) || isMember(b)) && !isMember(joined);
  return member ? { [SELF]: {}, ...joined } : joined;
}
