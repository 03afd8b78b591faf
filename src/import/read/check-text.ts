import { fieldOf, type Json, type JsonObject } from '../../model/json.ts';
import type { ObjectFault } from './object-fault.ts';
import { isTemplateText, RENDER_CHART } from './templates.ts';

/** Checks a field that has to be text; `path` is what people know it by. */
export function checkText(object: JsonObject, name: string, path = name): readonly ObjectFault[] {
  const value = fieldOf(object, name);
  if (value === undefined || value === null || value === '')
    return [{ message: `${path} is missing` }];
  if (typeof value !== 'string')
    return [{ message: `${path} is no text: ${show(value)}; write it in quotes` }];
  return isTemplateText(value)
    ? [{ message: `${path} is ${JSON.stringify(value)}`, hint: RENDER_CHART }]
    : [];
}

/** A value that is no text, for people. */
export function show(value: Json): string {
  return typeof value === 'object' && value !== null ? 'a structure' : String(value);
}
