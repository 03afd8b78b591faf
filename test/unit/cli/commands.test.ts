import { expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/arguments/commands.ts';
import { topicHelp } from '../../../src/cli/help/topic-help.ts';
import { VERBS } from '../../../src/model/deploy-request.ts';
import { complaint, parse } from './parse.ts';

test('a command needs no hostgroup', () => {
  expect(parse(['help'], {})).toEqual({ type: 'help', topic: null });
});

test.each(COMMANDS)('helps with $name in two ways', ({ name, options }) => {
  expect(parse(['help', ...name.split(' ')], {})).toEqual({ type: 'help', topic: name });
  if (name !== 'help')
    expect(parse([...name.split(' '), '--help'], {})).toEqual({ type: 'help', topic: name });
  const text = topicHelp(name);
  for (const option of options) expect(text).toContain(`--${option.name}`);
  expect(text).toContain(`Usage: kubernixos `);
});

test('no command is called like a verb or another command', () => {
  const names = [...VERBS, ...COMMANDS.map(({ name }) => name)];
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [['apply', 'help'], 'unknown verb "help"', 'help is a command, and runs alone'],
  [['halp'], 'unknown verb "halp"', 'Did you mean help?'],
  [['apply', 'cluster'], 'unknown verb "cluster"', 'cluster is a command, and runs alone'],
  [['help', 'cluster', 'me'], 'there is no help on "cluster me"', 'There is help on dump, '],
  [['help', 'me'], 'there is no help on "me"', 'There is help on dump, '],
  [['help', 'help', 'help'], 'there is no help on "help help"', 'There is help on dump, '],
  [['help', '--frob'], 'unknown option --frob', 'See kubernixos help --help.'],
  [['help', '--yes'], 'unknown option --yes', 'See kubernixos help --help.'],
  [['help', '-n', 'x'], 'unknown option -n', 'See kubernixos help --help.'],
  [['./prod.nix', 'help'], 'help takes no hostgroup', 'Write: kubernixos help'],
  [['help', '--no-color', 'x'], 'unexpected word "x" after --no-color', 'Write: kubernixos help'],
])('refuses %j', (argv, message, hint) => {
  expect(complaint(argv)).toContain(message);
  expect(complaint(argv)).toContain(hint);
});
