import { printJson } from '../model/exact-json.ts';
import type { Json } from '../model/json.ts';

/** Appends a field: `spec.replicas`, or `data["a.b"]` where the name is no plain word. */
export function fieldPath(path: string, name: string): string {
  if (!/^[A-Za-z_][-\w]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** Appends an element by its keys: `containers[name=web]`, `ports[port=80,protocol=TCP]`. */
export function elementPath(path: string, keys: Readonly<Record<string, Json>>): string {
  const parts = Object.entries(keys).map(([name, value]) => `${name}=${showKeyValue(value)}`);
  return `${path}[${parts.join(',')}]`;
}

function showKeyValue(value: Json): string {
  return typeof value === 'string' && !/[\]",=\s]/.test(value) ? value : printJson(value);
}
