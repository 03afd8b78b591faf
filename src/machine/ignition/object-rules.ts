import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import { hasInstall } from './unit-text.ts';

/** What is wrong between the fields of an object, after its path; most are of Ignition's own check. */
export type ObjectRule = (object: JsonObject) => readonly string[];

/** Whether a field says something: not with nothing, an empty text or list, or false. */
export function says(object: JsonObject, name: string): boolean {
  const value = fieldOf(object, name);
  if (isJsonArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false;
}

/** A rule of each of these fields. */
export function needs(...names: readonly string[]): ObjectRule {
  return (object) => names.filter((name) => !says(object, name)).map((name) => `has no ${name}`);
}

export function all(...rules: readonly ObjectRule[]): ObjectRule {
  return (object) => rules.flatMap((rule) => rule(object));
}

export const owner: ObjectRule = (object) =>
  isThere(fieldOf(object, 'id')) && says(object, 'name') ? ['has both id and name'] : [];

export const resource: ObjectRule = (object) => {
  const source = textOf(object, 'source');
  const { verification } = object;
  const isPinned = isJsonObject(verification) && isThere(fieldOf(verification, 'hash'));
  return [
    ...(isPinned && !isThere(object['source']) ? ['has a hash, and no source'] : []),
    ...(says(object, 'httpHeaders') && !/^https?:/i.test(source)
      ? ['has httpHeaders, and its source is no URL of http or https']
      : []),
  ];
};

export const header: ObjectRule = (object) =>
  fieldOf(object, 'value') === '' ? ['has an empty value'] : [];

export const file: ObjectRule = (object) => {
  const { contents } = object;
  const hasSource = isJsonObject(contents) && isThere(fieldOf(contents, 'source'));
  return says(object, 'overwrite') && !hasSource ? ['has overwrite, and no contents.source'] : [];
};

export const unit: ObjectRule = (object) => {
  const contents = textOf(object, 'contents');
  return says(object, 'enabled') && contents.includes('=') && !hasInstall(contents)
    ? ['is enabled, and its contents have no section [Install], which does nothing']
    : [];
};

export function textOf(object: JsonObject, name: string): string {
  const value = fieldOf(object, name);
  return typeof value === 'string' ? value : '';
}

export function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
