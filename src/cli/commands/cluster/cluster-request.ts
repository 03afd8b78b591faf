import { isFile } from '../../../adapters/file-system.ts';
import { Failure } from '../../../model/failure.ts';
import { absoluteSource } from '../../absolute-source.ts';
import { readEvaluator } from '../../arguments/own-arguments.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import { chooseSource } from '../../arguments/source.ts';
import type { Environment } from '../../environment.ts';

/** Which cluster a command line means: what to evaluate. Throws a `Failure` for words, which no verb takes. */
export function clusterRequest(
  { name, hostgroup, words, options }: CommandRequest,
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
) {
  const [stray] = words;
  if (stray !== undefined) failStray(name, stray);
  const source = chooseSource(
    { word: hostgroup, option: options.text('hostgroup'), flake: options.text('flake'), env },
    (path) => isFile(cwd, path),
  );
  return {
    source: absoluteSource(source, cwd),
    evaluator: readEvaluator(options.text('evaluator')),
    showTrace: options.on('show-trace'),
  };
}

function failStray(name: string, word: string): never {
  throw new Failure({
    code: 'stray-word',
    message: `${name} takes no word, and ${JSON.stringify(word)} is one`,
    hint: `Write: kubernixos [HOSTGROUP] ${name}`,
  });
}
