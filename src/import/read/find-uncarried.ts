import { fieldPath, indexPath } from '../../model/field-path.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** Says what in a value a Nix module cannot hold, a sentence for each. */
export function findUncarried(value: Json, path = ''): readonly string[] {
  if (typeof value === 'string') return textFaults(value, path);
  if (isJsonArray(value))
    return value.flatMap((element, index) => findUncarried(element, indexPath(path, index)));
  if (!isJsonObject(value)) return [];
  return [
    ...(isProperty(value) ? [`${path} ${PROPERTY}`] : []),
    ...Object.entries(value).flatMap(([name, field]) => [
      ...textFaults(name, `the key ${fieldPath(path, name)}`),
      ...findUncarried(field, fieldPath(path, name)),
    ]),
  ];
}

function textFaults(text: string, path: string): readonly string[] {
  if (text.includes('\0'))
    return [`${path} holds the character NUL, which no string of Nix can hold`];
  return text.isWellFormed() ? [] : [`${path} holds one half of a character (a lone surrogate)`];
}

const PROPERTY =
  'has just the keys of what `lib.mkIf` and its like make, for which the module system would take it';

/** By `_type`, the other keys that make a set a property of the module system. */
const PROPERTIES: ReadonlyMap<Json | undefined, string> = new Map([
  ['definition', '_type,file,value'],
  ['if', '_type,condition,content'],
  ['merge', '_type,contents'],
  ['override', '_type,content,priority'],
  ['order', '_type,content,priority'],
]);

function isProperty(set: JsonObject): boolean {
  return PROPERTIES.get(set['_type']) === Object.keys(set).sort().join(',');
}
