import type { OptionDoc, OptionValue } from '../model/option-doc.ts';
import { printableLine } from './printable.ts';
import type { Style } from './style.ts';

/** All that is known of an option. */
export function optionDetails(option: OptionDoc, style: Style): string {
  const { name, description } = option;
  const facts = factsOf(option).map((fact) => showFact(fact, style));
  const text = description === null ? '' : `\n${indented(description, '  ')}\n`;
  return `${style('bold', printableLine(name))}\n${text}\n${facts.join('')}`;
}

type Fact = readonly [name: string, text: string];

function factsOf(option: OptionDoc): readonly Fact[] {
  const { type, readOnly, files } = option;
  return [
    ['type', readOnly ? `${type}, read-only` : type],
    ...valueFact('default', option.default),
    ...valueFact('value', option.value),
    ...valueFact('example', option.example),
    ...files.map((file): Fact => ['declared', file]),
  ];
}

function valueFact(name: string, value: OptionValue | null): readonly Fact[] {
  return value === null ? [] : [[name, value.text]];
}

/** A text of several lines stands below its name. */
function showFact([name, text]: Fact, style: Style): string {
  return text.includes('\n')
    ? `  ${style('dim', name)}\n${indented(text, '    ')}\n`
    : `  ${style('dim', name.padEnd(10))}${printableLine(text)}\n`;
}

function indented(text: string, margin: string): string {
  const lines = text.split('\n').map(printableLine);
  return lines.map((line) => (line === '' ? line : margin + line)).join('\n');
}
