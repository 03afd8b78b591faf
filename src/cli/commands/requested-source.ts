import { isFile } from '../../adapters/file-system.ts';
import { absoluteSource } from '../absolute-source.ts';
import { readEvaluator } from '../arguments/own-arguments.ts';
import type { CommandRequest } from '../arguments/parse-command.ts';
import { chooseSource } from '../arguments/source.ts';
import type { Environment } from '../environment.ts';

/** What a command that takes a hostgroup has to evaluate. */
export function requestedSource(
  { hostgroup, options }: CommandRequest,
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
) {
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
