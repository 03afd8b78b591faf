import { parseJson } from '../../src/model/exact-json.ts';
import { fieldOf, isJsonArray, isJsonObject, type Json } from '../../src/model/json.ts';
import type { FieldChange } from '../../src/model/plan.ts';
import { sameValue } from '../../src/model/same-value.ts';

/**
 * Makes the changes that a plan tells: what a reader of the plan would take the object to become.
 * Elements that are told apart by keys or value are added at the end, as their place is not told.
 */
export function applyChanges(object: Json, changes: readonly FieldChange[]): Json {
  return changes.toSorted(compareChanges).reduce(applyChange, object);
}

/** Elements are removed by their index from the last on, and added from the first on; then sorted. */
function compareChanges(a: FieldChange, b: FieldChange): number {
  const byPath = a.path.localeCompare(b.path, 'en', { numeric: true });
  return ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (a.type === 'remove' ? -byPath : byPath);
}

const ORDER: readonly FieldChange['type'][] = ['replace', 'remove', 'add', 'reorder'];

function applyChange(object: Json, { path, type, to }: FieldChange): Json {
  return change(object, parsePath(path), type, to);
}

type Selector = number | string | ((element: Json) => boolean);

function change(value: Json, path: readonly Selector[], type: FieldChange['type'], to: Json): Json {
  const [selector, ...rest] = path;
  if (selector === undefined) return to;
  const isLast = rest.length === 0;
  if (typeof selector === 'string') {
    if (!isJsonObject(value)) throw new Error(`No object to look for ${selector}`);
    const fields = new Map(Object.entries(value));
    if (isLast && type === 'remove') fields.delete(selector);
    else fields.set(selector, change(fieldOf(value, selector) ?? null, rest, type, to));
    return Object.fromEntries(fields);
  }
  if (!isJsonArray(value)) throw new Error('No list to look for an element');
  const found = typeof selector === 'number' ? selector : value.findIndex(selector);
  const index = found < 0 ? value.length : found;
  if (isLast && type === 'remove') return value.toSpliced(index, 1);
  if (isLast && type === 'add') return value.toSpliced(index, 0, to);
  return value.with(index, change(value[index] ?? null, rest, type, to));
}

/** Reads `spec.containers[name=web].image`, `data["a.b"]`, `rules[2]`, `finalizers[="x"]`. */
function parsePath(path: string): readonly Selector[] {
  const steps = path.matchAll(/\.?([A-Za-z_$][\w$-]*)|\[((?:"(?:[^"\\]|\\.)*"|[^"\]])*)\]/g);
  return [...steps].map(([, name, inner = '']) => name ?? parseInner(inner));
}

function parseInner(inner: string): Selector {
  const quoted = inner.startsWith('"') ? parseJson(inner) : null;
  if (typeof quoted === 'string') return quoted;
  if (/^\d+$/.test(inner)) return Number(inner);
  if (inner.startsWith('=')) return (element) => sameValue(element, parseJson(inner.slice(1)));
  const keys = [...inner.matchAll(/([\w.]+)=("(?:[^"\\]|\\.)*"|[^,]*)/g)];
  return (element) =>
    keys.every(([, name = '', text = '']) => sameValue(keyOf(element, name), parseValue(text)));
}

function keyOf(element: Json, name: string): Json {
  const names = name.split('.');
  const inside = (object: Json, part: string) =>
    isJsonObject(object) ? (fieldOf(object, part) ?? null) : null;
  return names.reduce(inside, element) ?? (name === 'protocol' ? 'TCP' : null);
}

function parseValue(text: string): Json {
  return /^(?:"|-?\d+(?:\.\d+)?$|true$|false$)/.test(text) ? parseJson(text) : text;
}
