import { VERBS } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import type { Command } from './command.ts';
import type { OptionUse } from './option.ts';

/** A word after one of these may be part of a secret that was not quoted. */
const SECRETS = ['password', 'token'];

/**
 * Throws for a word after the first option that is no option's value. `command` stands alone; null:
 * the line is one of verbs.
 */
export function failStrayWord(
  word: string,
  before: OptionUse | undefined,
  command: Command | null,
): never {
  const name = before?.option.name ?? '';
  if (SECRETS.includes(name)) fail(`unexpected word after --${name}`, 'Quote its value.');
  if (command !== null) failAfterCommand(word, name, command);
  if (VERBS.some((verb) => verb === word)) {
    fail(
      `${word} stands after an option: verbs stand before the first option`,
      `Write: kubernixos ${word} --${name} …`,
    );
  }
  if (word.endsWith('.nix')) {
    fail(
      `${JSON.stringify(word)} stands after an option: the hostgroup stands first`,
      `Write: kubernixos ${word} …, or --hostgroup=${word}.`,
    );
  }
  fail(`unexpected word ${JSON.stringify(word)} after --${name}`, explain(before));
}

function failAfterCommand(word: string, option: string, { name, usage }: Command): never {
  fail(
    `unexpected word ${JSON.stringify(word)} after --${option}: words stand before the first option`,
    `Write: kubernixos ${name} ${usage}`.trimEnd(),
  );
}

function explain(before: OptionUse | undefined): string {
  const verbs = 'Verbs stand before the first option.';
  if (before?.value !== null || before.option.takes === 'value') return verbs;
  return `A value of --${before.option.name} is written with an equals sign: --${before.option.name}=VALUE. ${verbs}`;
}

function fail(message: string, hint: string): never {
  throw new Failure({ code: 'stray-word', message, hint });
}
