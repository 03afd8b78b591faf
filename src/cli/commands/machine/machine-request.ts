import { createNix } from '../../../adapters/nix.ts';
import { Failure } from '../../../model/failure.ts';
import type { MachinePorts } from '../../../workflows/machine/describe-machines.ts';
import type { CommandRequest } from '../../arguments/parse-command.ts';
import type { Environment } from '../../environment.ts';

export { requestedSource as machineRequest } from '../requested-source.ts';

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
