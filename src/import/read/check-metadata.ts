import { fieldOf, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { checkText, show } from './check-text.ts';
import type { ObjectFault } from './object-fault.ts';

/** Checks what every manifest says of itself. */
export function checkMetadata(metadata: Json | undefined): readonly ObjectFault[] {
  if (!isJsonObject(metadata)) return [{ message: 'metadata.name is missing' }];
  return [
    ...checkName(metadata),
    ...checkNamespace(metadata),
    ...['labels', 'annotations'].flatMap((name) => checkTexts(metadata, name)),
  ];
}

function checkName(metadata: JsonObject): readonly ObjectFault[] {
  const isGenerated =
    fieldOf(metadata, 'name') === undefined && fieldOf(metadata, 'generateName') !== undefined;
  if (!isGenerated) return checkText(metadata, 'name', 'metadata.name');
  return [
    { message: 'it has a generateName, and would be another object at every run; give it a name' },
  ];
}

function checkNamespace(metadata: JsonObject): readonly ObjectFault[] {
  const namespace = fieldOf(metadata, 'namespace');
  if (namespace === undefined || namespace === null) return [];
  return checkText(metadata, 'namespace', 'metadata.namespace');
}

function checkTexts(metadata: JsonObject, name: string): readonly ObjectFault[] {
  const texts = fieldOf(metadata, name);
  if (texts === undefined || texts === null) return [];
  if (!isJsonObject(texts)) return [{ message: `metadata.${name} is no mapping` }];
  return Object.entries(texts)
    .filter(([, value]) => typeof value !== 'string')
    .map(([key, value]) => ({
      message: `metadata.${name}[${JSON.stringify(key)}] is no text: ${show(value)}; write it in quotes`,
    }));
}
