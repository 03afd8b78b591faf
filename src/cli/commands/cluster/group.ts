import { Failure } from '../../../model/failure.ts';
import { membersOf } from '../../arguments/commands.ts';
import { suggest } from '../../../model/suggestion.ts';
import type { RunCommand } from '../run-command.ts';

/** `kubernixos cluster` or `machine` without a verb that it knows. */
export const runGroup: RunCommand = ({ name, words: [word] }) => {
  const verbs = membersOf(name).map((member) => member.name.slice(name.length + 1));
  const known = `Verbs are ${verbs.join(', ')}; see kubernixos ${name} --help.`;
  if (word === undefined)
    throw new Failure({ code: 'missing-word', message: `${name} needs a verb`, hint: known });
  const near = suggest(word, verbs);
  throw new Failure({
    code: 'unknown-verb',
    message: `${name} has no verb ${JSON.stringify(word)}`,
    hint: near === null ? known : `Did you mean ${name} ${near}? ${known}`,
  });
};
