import { printJson } from '../model/exact-json.ts';
import type { Json } from '../model/json.ts';
import type { OptionDoc, OptionValue } from '../model/option-doc.ts';

/** Options for programs. Fields are only ever added to it. */
export function optionsJson(options: readonly OptionDoc[]): string {
  const document = {
    apiVersion: 'kubernixos/v1',
    kind: 'OptionList',
    options: options.map(toJson),
  };
  return `${printJson(document, '  ')}\n`;
}

function toJson(option: OptionDoc): Json {
  const { name, path, type, description, readOnly, files } = option;
  return {
    ...{ name, path, type, description, readOnly, files },
    default: valueJson(option.default),
    example: valueJson(option.example),
    value: valueJson(option.value),
  };
}

/** The text of an expression, or the prose that stands for one. */
function valueJson(value: OptionValue | null): Json {
  if (value === null) return null;
  return value.prose ? { prose: value.text } : { nix: value.text };
}
