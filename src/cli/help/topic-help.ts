import { type Command, optionsOf } from '../arguments/command.ts';
import { findCommand, membersOf } from '../arguments/commands.ts';
import { optionGroups } from '../arguments/option-groups.ts';
import { VERB_ENTRIES, type VerbEntry } from '../arguments/verbs.ts';
import { paragraph, type Row, showSections } from './columns.ts';
import { mainHelp } from './main-help.ts';
import { optionRows } from './option-rows.ts';

/** The text of `kubernixos help TOPIC`, of a verb or a command, or of all. */
export function topicHelp(topic: string | null): string {
  const verb = VERB_ENTRIES.find(({ name }) => name === topic);
  if (verb !== undefined) return verbHelp(verb);
  const command = findCommand((topic ?? '').split(' '));
  return command === null ? mainHelp() : commandHelp(command);
}

function verbHelp({ name, description, details, examples }: VerbEntry): string {
  const sections = optionGroups()
    .map(({ heading, options }) => ({
      heading,
      rows: optionRows(options.filter(({ verbs }) => verbs?.includes(name) ?? true)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return [
    `Usage: kubernixos [HOSTGROUP] ${name} [VERB…] [OPTIONS] [flags of kubectl apply]\n`,
    paragraph(sentence(description)) + paragraph(details),
    showSections(...sections),
    showSections({ heading: 'Examples', rows: examples }),
  ].join('\n');
}

function commandHelp(command: Command): string {
  const { name, usage, description, examples } = command;
  const members = membersOf(name).map((member): Row => [member.name, member.description]);
  const words = [
    ...(command.takesHostgroup ? ['[HOSTGROUP]'] : []),
    ...[name, usage, '[OPTIONS]'].filter((word) => word !== ''),
    ...(command.kubectl.length === 0 ? [] : ['[flags of kubectl]']),
  ];
  return [
    `Usage: kubernixos ${words.join(' ')}\n`,
    paragraph(sentence(description)),
    ...(members.length === 0 ? [] : [showSections({ heading: 'Verbs', rows: members })]),
    showSections({ heading: 'Options', rows: optionRows(optionsOf(command)) }),
    showSections({ heading: 'Examples', rows: examples }),
  ].join('\n');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
