import { VERBS, type Verb } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { TOP_COMMANDS, findCommand } from './commands.ts';
import { suggest } from '../../model/suggestion.ts';

/** What stands before the first option. */
export interface Words {
  /** Null where the first word is no `.nix` file. */
  readonly hostgroup: string | null;
  /** Without duplicates, in the order in which they run. */
  readonly verbs: readonly Verb[];
}

export function readWords(words: readonly string[]): Words {
  const [first, ...rest] = words;
  const hostgroup = first?.endsWith('.nix') === true ? first : null;
  const named = hostgroup === null ? words : rest;
  for (const word of named) checkVerb(word);
  return { hostgroup, verbs: VERBS.filter((verb) => named.includes(verb)) };
}

function checkVerb(word: string): void {
  if (VERBS.some((verb) => verb === word)) return;
  throw new Failure({
    code: 'unknown-verb',
    message: `unknown verb ${JSON.stringify(word)}`,
    hint: explain(word),
  });
}

function explain(word: string): string {
  if (word.endsWith('.nix')) return 'The hostgroup stands first: kubernixos FILE VERB….';
  if (findCommand([word]) !== null)
    return `${word} is a command, and runs alone: kubernixos ${word}.`;
  if (word.includes('/')) return 'A hostgroup is a file whose name ends in .nix.';
  const near = suggest(word, [...VERBS, ...TOP_COMMANDS.map(({ name }) => name)]);
  const known = `Verbs are ${VERBS.join(', ')}; see --help.`;
  return near === null ? known : `Did you mean ${near}? ${known}`;
}
