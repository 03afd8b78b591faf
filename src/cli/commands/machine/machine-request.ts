import { createNix } from '../../../adapters/nix.ts';
import { isFile } from '../../../adapters/file-system.ts';
import { Failure } from '../../../model/failure.ts';
import type { MachinePorts } from '../../../workflows/machine/describe-machines.ts';
import { absoluteSource } from '../../absolute-source.ts';
import { readEvaluator } from '../../arguments/own-arguments.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import { chooseSource } from '../../arguments/source.ts';
import type { Environment } from '../../environment.ts';

/** What to evaluate, by the command line. */
export function machineRequest(
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

/** Nix as this environment has it, and who hears what it says. */
export function machinePorts(
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
  tell: (line: string) => void,
): MachinePorts {
  return { nix: createNix({ env, cwd }), tell };
}

/** The words of a command, exactly those that `usage` names. Throws a `Failure` for more or fewer. */
export function exactWords(
  { name, words }: CommandRequest,
  usage: readonly string[],
): readonly string[] {
  if (words.length === usage.length) return words;
  const stray = words[usage.length];
  throw new Failure({
    code: stray === undefined ? 'missing-word' : 'stray-word',
    message:
      stray === undefined
        ? `${name} needs ${usage.slice(words.length).join(' and ')}`
        : `${name} takes no further word, and ${JSON.stringify(stray)} is one`,
    hint: `Write: kubernixos [HOSTGROUP] ${[name, ...usage].join(' ')}`,
  });
}
