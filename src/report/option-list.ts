import type { OptionDoc } from '../model/option-doc.ts';
import { printableLine } from './printable.ts';
import type { Style } from './style.ts';

/** Names that are longer do not move the types of all others to the right. */
const WIDEST_NAME = 40;

/** Options for an overview: a line with name and type, and below it the first sentence about each. */
export function optionList(options: readonly OptionDoc[], style: Style): string {
  const widths = options.map(({ name }) => name.length).filter((width) => width <= WIDEST_NAME);
  const width = Math.max(0, ...widths);
  const blocks = options.map((option, index) => {
    const gap = isNewGroup(option, options[index - 1]) ? '\n' : '';
    return gap + overview(option, width, style);
  });
  return blocks.join('');
}

function overview({ name, type, description }: OptionDoc, width: number, style: Style): string {
  const padding = ' '.repeat(Math.max(0, width - name.length));
  const head = `${style('bold', printableLine(name))}${padding}  ${printableLine(type)}\n`;
  return description === null ? head : `${head}    ${printableLine(firstSentence(description))}\n`;
}

/** Options with one parent stand together. */
function isNewGroup(option: OptionDoc, before: OptionDoc | undefined): boolean {
  return before !== undefined && parentOf(option) !== parentOf(before);
}

function parentOf({ path }: OptionDoc): string {
  return JSON.stringify(path.slice(0, -1));
}

function firstSentence(description: string): string {
  const [paragraph = ''] = description.split(/\n\s*\n/);
  const line = paragraph.replaceAll(/\s+/g, ' ');
  return /^.*?[.:!?](?= [A-Z]|$)/.exec(line)?.[0] ?? line;
}
