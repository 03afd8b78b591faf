import { Failure } from '../../../../model/failure.ts';
import { suggest } from '../../../../model/suggestion.ts';
import type { RunCommand } from '../../run-command.ts';
import { withSshKey } from '../with-ssh-key.ts';
import { withKeys } from './with-keys.ts';

/** What is done with backups, by the word after `cluster backups`; each is loaded when it is asked for. */
const ACTIONS: Readonly<Record<string, () => Promise<RunCommand>>> = {
  // K0SCTL_GPG_KEY opens what it imports, and only that.
  import: async () => withSshKey((await import('./import-backups.ts')).runImportBackups),
  list: async () => withKeys((await import('./list-backups.ts')).runListBackups),
  prune: async () => withKeys((await import('./prune-backups.ts')).runPruneBackups),
  verify: async () => withKeys((await import('./verify-backups.ts')).runVerifyBackups),
};

/** `kubernixos [HOSTGROUP] cluster backups list|verify|prune|import` */
export const runBackups: RunCommand = async (request, color, environment) => {
  const [word, ...words] = request.words;
  const load = word === undefined ? undefined : ACTIONS[word];
  if (load === undefined) throw noAction(word);
  const run = await load();
  return run({ ...request, name: `${request.name} ${word ?? ''}`, words }, color, environment);
};

function noAction(word: string | undefined): Failure {
  const known = Object.keys(ACTIONS);
  const near = word === undefined ? null : suggest(word, known);
  return new Failure({
    code: word === undefined ? 'missing-word' : 'unknown-verb',
    message:
      word === undefined
        ? 'cluster backups needs a verb'
        : `cluster backups has no verb ${JSON.stringify(word)}`,
    hint: `${near === null ? '' : `Did you mean ${near}? `}Verbs are ${known.join(', ')}; see kubernixos cluster backups --help.`,
  });
}
