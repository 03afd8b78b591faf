import { describe, expect, test } from 'vitest';
import { COMMANDS, TOP_COMMANDS } from '../../../../src/cli/arguments/commands.ts';
import { OWN_OPTIONS, type VerbOption } from '../../../../src/cli/arguments/own-options.ts';
import { VERB_ENTRIES } from '../../../../src/cli/arguments/verbs.ts';
import { topicHelp } from '../../../../src/cli/help/topic-help.ts';
import { VERBS } from '../../../../src/model/deploy-request.ts';
import { parse } from '../parse.ts';

const options: readonly VerbOption[] = OWN_OPTIONS;
const topics = [null, ...VERBS, ...COMMANDS.map(({ name }) => name)];

describe('the help of all', () => {
  const text = topicHelp(null);

  test('fits a screen', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(46);
  });

  test.each([...VERBS, ...TOP_COMMANDS.map(({ name }) => name)])('names %s', (name) => {
    expect(text).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  test('shows examples', () => {
    expect(text).toMatch(/^Examples:\n {2}kubernixos /m);
  });
});

test.each(topics)('the help of %s is no wider than 100 columns', (topic) => {
  const lines = topicHelp(topic).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

test.each(VERBS)('the help of %s has the options that it heeds, and no others', (verb) => {
  const text = topicHelp(verb);
  for (const { name, verbs = VERBS } of options) {
    const found = new RegExp(`^ {2}(-., )?--${name}[ [=]`, 'm').test(text);
    expect({ name, found }).toEqual({ name, found: verbs.includes(verb) });
  }
  expect(text).toMatch(/^Examples:$/m);
});

test('verbs are explained in the order in which they run', () => {
  expect(VERB_ENTRIES.map(({ name }) => name)).toEqual(VERBS);
});

const examples = [...VERB_ENTRIES, ...COMMANDS].flatMap(({ examples }) => examples);

test.each(examples)('the example %s is understood', (line) => {
  const [, words = ''] = /kubernixos ([^|)]*[^|) ])/.exec(line) ?? [];
  const argv = words.split(' ');
  expect(() => parse(argv, { HOSTGROUP: './prod.nix' })).not.toThrow();
});

test.each([
  [['--help'], null],
  [['-h'], null],
  [['plan', '--help'], 'plan'],
  [['./prod.nix', 'prune', '-h'], 'prune'],
  [['help', 'build'], 'build'],
  [['apply', 'prune', '--help'], null],
  [['aply', '-v=6', '--help'], null],
])('%j is help on %s', (argv, topic) => {
  expect(parse(argv, {})).toEqual({ type: 'help', topic });
});
