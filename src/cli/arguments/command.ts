import type { Candidates } from './candidates.ts';
import { type OwnOption, type OwnOptionName, OWN_OPTIONS } from './own-options.ts';

/** A command that stands alone: it does not chain, and takes words and options of its own. */
export interface Command {
  /** A word, or two where the command belongs to a group: `cluster config` to `cluster`. */
  readonly name: string;
  /** What may follow the name, as help and docs write it. */
  readonly usage: string;
  readonly description: string;
  /** Whether a hostgroup may stand before the name, or be given by `--hostgroup`. */
  readonly takesHostgroup: boolean;
  readonly options: readonly OwnOption[];
  /** Flags of kubectl that it passes on, by their long names. */
  readonly kubectl: readonly string[];
  /** Command lines with what they do, for help. */
  readonly examples: readonly Example[];
  /** What a shell offers after the name. */
  readonly candidates?: Candidates;
}

/** A command line, and what it does. */
export type Example = readonly [line: string, does: string];

/** Options that every command takes. */
const COMMON: readonly string[] = ['help', 'no-color'];

/** Options that mean the same with verbs and with a command. */
export function sharedOptions(...names: readonly OwnOptionName[]): readonly OwnOption[] {
  return OWN_OPTIONS.filter(({ name }) => names.includes(name));
}

/** The options of a command with those that all take. */
export function optionsOf(command: Command): readonly OwnOption[] {
  const common = OWN_OPTIONS.filter(({ name }) => COMMON.includes(name));
  return [...command.options, ...common];
}
