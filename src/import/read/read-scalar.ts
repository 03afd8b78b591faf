import type { Scalar } from 'yaml';
import { type Resolved, resolveScalar } from './resolve-scalar.ts';

/** What a scalar says, or why it cannot be said in a manifest. */
export type ScalarReading =
  | { readonly type: 'value'; readonly value: null | boolean | number | bigint | string }
  | { readonly type: 'refused'; readonly reason: string };

/** Reads a scalar as kubectl does, tags included: those of YAML hold, all others are ignored. */
export function readScalar({ source: text = '', type, tag }: Scalar): ScalarReading {
  if (tag === BINARY) return readBinary(text);
  if (tag !== undefined && tag !== '' && !TYPES.has(tag)) return { type: 'value', value: text };
  if (tag === undefined || tag === '')
    return type === 'PLAIN' ? toReading(resolveScalar(text), text) : { type: 'value', value: text };
  return readTagged(resolveScalar(text), text, tag);
}

const BINARY = 'tag:yaml.org,2002:binary';

/** The tags that ask for a type, and the types that they take. */
const TYPES: ReadonlyMap<string, readonly Resolved['type'][]> = new Map([
  ['tag:yaml.org,2002:bool', ['boolean']],
  ['tag:yaml.org,2002:float', ['number', 'infinite']],
  ['tag:yaml.org,2002:int', ['number']],
  ['tag:yaml.org,2002:null', ['null']],
]);

function readTagged(resolved: Resolved, text: string, tag: string): ScalarReading {
  const isFraction =
    resolved.type === 'number' && resolved.isFloat && tag === 'tag:yaml.org,2002:int';
  if (TYPES.get(tag)?.includes(resolved.type) === true && !isFraction)
    return toReading(resolved, text);
  const name = tag.replace('tag:yaml.org,2002:', '!!');
  return { type: 'refused', reason: `${JSON.stringify(text)} is no ${name}` };
}

function toReading(resolved: Resolved, text: string): ScalarReading {
  switch (resolved.type) {
    case 'null':
      return { type: 'value', value: null };
    case 'string':
      return { type: 'value', value: text };
    case 'boolean':
    case 'number':
      return { type: 'value', value: resolved.value };
    case 'infinite':
      return {
        type: 'refused',
        reason: `${text} is no number that a manifest can hold; write it in quotes if it is meant as text`,
      };
  }
}

function readBinary(text: string): ScalarReading {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return { type: 'value', value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const reason =
      'its !!binary data is no text in UTF-8, or no base64; ConfigMaps have `binaryData`';
    return { type: 'refused', reason };
  }
}
