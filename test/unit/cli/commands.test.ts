import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/arguments/commands.ts';
import { commandHelpText, helpText } from '../../../src/cli/arguments/help.ts';
import { VERBS } from '../../../src/model/deploy-request.ts';
import { complaint, parse } from './parse.ts';

test('a command needs no hostgroup', () => {
  expect(parse(['help'], {})).toEqual({ type: 'help', command: null });
});

test.each(COMMANDS)('helps with $name in two ways', ({ name, options }) => {
  expect(parse(['help', name], {})).toEqual({ type: 'help', command: name });
  const text = commandHelpText(name);
  for (const option of options) expect(text).toContain(`--${option.name}`);
  expect(text).toContain(`Usage: kubernixos `);
});

test('help of a verb is the help of all', () => {
  expect(parse(['help', 'apply'], {})).toEqual({ type: 'help', command: null });
});

test('the help of all names every command', () => {
  const text = helpText();
  for (const { name } of COMMANDS) expect(text).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
});

test('no command is called like a verb or another command', () => {
  const names = [...VERBS, ...COMMANDS.map(({ name }) => name)];
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [['apply', 'help'], 'unknown verb "help"', 'help is a command, and runs alone'],
  [['halp'], 'unknown verb "halp"', 'Did you mean help?'],
  [['help', 'me'], 'there is no command "me"', 'Commands are '],
  [['help', 'help', 'help'], 'there is no command "help help"', 'Commands are '],
  [['help', '--frob'], 'unknown option --frob', 'See kubernixos help --help.'],
  [['help', '--yes'], 'unknown option --yes', 'See kubernixos help --help.'],
  [['help', '-n', 'x'], 'unknown option -n', 'See kubernixos help --help.'],
  [['./prod.nix', 'help'], 'help takes no hostgroup', 'Write: kubernixos help'],
  [['help', '--no-color', 'x'], 'unexpected word "x" after --no-color', 'Write: kubernixos help'],
])('refuses %j', (argv, message, hint) => {
  expect(complaint(argv)).toContain(message);
  expect(complaint(argv)).toContain(hint);
});
