import type { Json, JsonObject } from '../model/json.ts';
import { fieldPath, indexPath } from '../model/field-path.ts';
import type { Step } from './field-set.ts';
import { canonicalText } from '../model/same-value.ts';

/** The path of a list's element by what tells it apart: `containers[name=web]`. */
export function keysPath(path: string, keys: JsonObject): string {
  const texts = Object.entries(keys).map(([name, value]) => `${name}=${plainValue(value)}`);
  return `${path}[${texts.join(',')}]`;
}

/** The path of a list's element by its value: `finalizers[="example.com/x"]`. */
export function valuePath(path: string, value: Json): string {
  return `${path}[=${canonicalText(value)}]`;
}

/** The path of what a step of `fieldsV1` leads to. */
export function stepPath(path: string, step: Step): string {
  switch (step.type) {
    case 'field':
      return fieldPath(path, step.name);
    case 'keys':
      return keysPath(path, step.keys);
    case 'value':
      return valuePath(path, step.value);
    case 'index':
      return indexPath(path, step.index);
  }
}

/** Text that cannot be taken for anything else; the rest is quoted. */
const PLAIN_VALUE = /^(?!(?:true|false|null|-?\d+(?:\.\d+)?)$)[\w./:@*+-]+$/;

function plainValue(value: Json): string {
  return typeof value === 'string' && PLAIN_VALUE.test(value) ? value : canonicalText(value);
}
