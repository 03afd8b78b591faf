import type { KubectlArguments } from '../../model/deploy-request.ts';
import { Failure } from '../../model/failure.ts';
import { splitCommandLine } from './command-line.ts';
import type { Command } from './command.ts';
import { findCommand } from './commands.ts';
import { commandOptions } from './find-option.ts';
import { readKubectlArguments } from './kubectl-arguments.ts';
import { isOn, type OptionUse } from './option.ts';

/** The command line of a command that stands alone. */
export interface CommandRequest {
  readonly name: string;
  /** The hostgroup before the name; null where there is none. */
  readonly hostgroup: string | null;
  /** What follows the name, before the first option. */
  readonly words: readonly string[];
  readonly options: CommandOptions;
  /** The flags of kubectl, as far as the command takes them. */
  readonly kubectl: KubectlArguments;
}

/** Its own options; the last use wins. */
export interface CommandOptions {
  /** Whether a boolean option is on. */
  readonly on: (name: string) => boolean;
  /** The value of an option; null where it is not given. */
  readonly text: (name: string) => string | null;
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
    options: readOptions(uses),
    kubectl: readKubectlArguments(uses),
  };
}

function readOptions(uses: readonly OptionUse[]): CommandOptions {
  const last = (name: string): OptionUse | undefined =>
    uses.findLast(({ option }) => option.owner === 'kubernixos' && option.name === name);
  return {
    on: (name) => {
      const use = last(name);
      return use !== undefined && isOn(use);
    },
    text: (name) => checkText(last(name)),
  };
}

function checkText(use: OptionUse | undefined): string | null {
  if (use?.value !== '') return use?.value ?? null;
  throw new Failure({
    code: 'missing-value',
    message: `--${use.option.name} needs a value`,
    hint: `Write --${use.option.name}=VALUE.`,
  });
}

function failHostgroup({ name, usage }: Command, hostgroup: string): never {
  throw new Failure({
    code: 'stray-word',
    message: `${name} takes no hostgroup: ${JSON.stringify(hostgroup)} stands before it`,
    hint: `Write: kubernixos ${name} ${usage}`.trimEnd(),
  });
}
