import type { Command } from '../../src/cli/arguments/command.ts';
import { COMMANDS } from '../../src/cli/arguments/commands.ts';
import { EXIT_CODES } from '../../src/cli/arguments/exit-codes.ts';
import { optionGroups } from '../../src/cli/arguments/option-groups.ts';
import {
  type OwnOption,
  showOption,
  type VerbOption,
} from '../../src/cli/arguments/own-options.ts';
import { REFUSED_FLAGS, REFUSED_SHORTHANDS } from '../../src/cli/arguments/refused-flags.ts';
import { VARIABLES } from '../../src/cli/arguments/variables.ts';
import { VERB_ENTRIES, type VerbEntry } from '../../src/cli/arguments/verbs.ts';
import { code, table } from './markdown.ts';

/** The generated parts of docs/cli.md, by name. */
export function cliTables(): Readonly<Record<string, string>> {
  return {
    verbs: table(['verb', 'does'], [NO_VERB, ...VERB_ENTRIES.map(verbRow)]),
    commands: COMMANDS.map(commandPart).join('\n'),
    options: optionGroups()
      .map(({ heading, options }) => `### ${heading}\n\n${optionTable(options)}`)
      .join('\n'),
    refused: table(
      ['flag', 'why'],
      Object.entries(REFUSED_FLAGS).map(([name, { reason }]) => [flagCell(name), reason]),
    ),
    'exit-codes': table(
      ['code', 'when'],
      EXIT_CODES.map(([number, when]) => [String(number), when]),
    ),
    variables: table(
      ['variable', 'meaning'],
      VARIABLES.map(([name, meaning]) => [code(name), meaning]),
    ),
  };
}

const NO_VERB = ['(none)', 'evaluate and check everything; print the checksum; touch nothing'];

function verbRow({ name, description, page }: VerbEntry): readonly string[] {
  const more = page === null ? '' : `: [more](${page})`;
  return [code(name), `${description}${more}`];
}

function optionTable(options: readonly VerbOption[]): string {
  return table(
    ['option', 'with', 'meaning'],
    options.map((option) => [
      optionCell(option),
      option.verbs?.map(code).join(', ') ?? '',
      option.description,
    ]),
  );
}

function commandPart({ name, usage, description, options, examples }: Command): string {
  const lines = examples.map(([line, does]) => `${line} # ${does}\n`);
  const rows = options.map((option) => [optionCell(option), option.description]);
  const title = `### ${code(`${name} ${usage}`.trimEnd())}`;
  const listed = rows.length === 0 ? '' : `\n${table(['option', 'meaning'], rows)}`;
  return `${title}\n\n${sentence(description)}\n${listed}\n\`\`\`sh\n${lines.join('')}\`\`\`\n`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function optionCell(option: OwnOption): string {
  return code(showOption(option)).replace(', ', '`, `');
}

function flagCell(name: string): string {
  const short = Object.entries(REFUSED_SHORTHANDS).find(([, long]) => long === name)?.[0];
  return short === undefined ? code(`--${name}`) : `${code(`-${short}`)}, ${code(`--${name}`)}`;
}
