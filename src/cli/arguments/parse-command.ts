import type { KubectlArguments } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { splitCommandLine } from './command-line.ts';
import type { Command } from './command.ts';
import { findCommand } from './commands.ts';
import { commandOptions } from './find-option.ts';
import { readKubectlArguments } from './kubectl-arguments.ts';
import { type OptionValues, optionValues } from './option-values.ts';

/** The command line of a command that stands alone. */
export interface CommandRequest {
  readonly name: string;
  /** The hostgroup before the name; null where there is none. */
  readonly hostgroup: string | null;
  /** What follows the name, before the first option. */
  readonly words: readonly string[];
  readonly options: OptionValues;
  /** The flags of kubectl, as far as the command takes them. */
  readonly kubectl: KubectlArguments;
}

/**
 * Reads a command line that begins with a command, maybe after a hostgroup; null where it does not.
 * Throws a `Failure` for options or words that the command does not take.
 */
export function parseCommand(argv: readonly string[]): CommandRequest | null {
  const hostgroup = argv[0]?.endsWith('.nix') === true ? argv[0] : null;
  const named = hostgroup === null ? argv : argv.slice(1);
  const command = findCommand(named);
  if (command === null) return null;
  const rest = named.slice(command.name.split(' ').length);
  if (hostgroup !== null && !command.takesHostgroup) failHostgroup(command, hostgroup);
  const { words, uses } = splitCommandLine(rest, commandOptions(command));
  return {
    ...{ name: command.name, hostgroup, words },
    options: optionValues(uses),
    kubectl: readKubectlArguments(uses),
  };
}

function failHostgroup({ name, usage }: Command, hostgroup: string): never {
  throw new Failure({
    code: 'stray-word',
    message: `${name} takes no hostgroup: ${JSON.stringify(hostgroup)} stands before it`,
    hint: `Write: kubernixos ${name} ${usage}`.trimEnd(),
  });
}
