import type { Json } from '../model/json.ts';
import type { OptionDoc, OptionValue } from '../model/option-doc.ts';
import { list, object, string, strings, unexpected } from './narrow-result.ts';

/** Narrows what `lib/eval.nix` says of options. */
export function readOptions(result: Json): readonly OptionDoc[] {
  const root = object(result, 'result');
  if (root['format'] !== 1) throw unexpected('format', root['format']);
  return list(root['options'], 'options').map(readOption);
}

function readOption(entry: Json): OptionDoc {
  const option = object(entry, 'option');
  const name = string(option['name'], 'name');
  const { description = null } = option;
  return {
    name,
    path: strings(option['path'], `${name}.path`),
    type: string(option['type'], `${name}.type`),
    description: description === null ? null : string(description, `${name}.description`).trim(),
    default: readValue(option['default'], `${name}.default`),
    example: readValue(option['example'], `${name}.example`),
    readOnly: option['readOnly'] === true,
    files: strings(option['files'], `${name}.files`),
    value: readValue(option['value'], `${name}.value`),
  };
}

function readValue(entry: Json | undefined, path: string): OptionValue | null {
  if (entry === null) return null;
  const value = object(entry, path);
  return { prose: value['prose'] === true, text: string(value['text'], path).trimEnd() };
}
