import type { Candidates } from '../arguments/candidates.ts';
import { type Command, optionsOf } from '../arguments/command.ts';
import { COMMANDS, TOP_COMMANDS } from '../arguments/commands.ts';
import { KUBECTL_FLAGS, KUBECTL_SHORTHANDS } from '../arguments/kubectl-flags.ts';
import { KUBECTL_VALUES } from '../arguments/kubectl-values.ts';
import type { Takes } from '../arguments/option.ts';
import { OWN_OPTIONS, type OwnOption } from '../arguments/own-options.ts';
import { VERB_ENTRIES } from '../arguments/verbs.ts';

/** What a shell has to know to complete command lines. */
export interface CompletionModel {
  readonly verbs: readonly Word[];
  readonly commands: readonly CommandWords[];
  /** Those of the verbs. */
  readonly flags: readonly Flag[];
}

export interface Word {
  readonly name: string;
  readonly description: string;
}

export interface CommandWords extends Word {
  /** What may follow the name. */
  readonly words: Offer | null;
  readonly flags: readonly Flag[];
}

export interface Flag extends Word {
  readonly short: string | null;
  readonly takes: Takes;
  /** What its value may be; null where nobody can tell. */
  readonly values: Offer | null;
}

/** Words, or what is there of a kind. */
export type Offer = readonly string[] | Exclude<Candidates, readonly string[] | 'topics'>;

/** From the tables of verbs, commands and options. */
export function completionModel(): CompletionModel {
  return {
    verbs: VERB_ENTRIES.map(({ name, description }) => ({ name, description })),
    commands: COMMANDS.map(commandWords),
    flags: [...OWN_OPTIONS.map(ownFlag), ...kubectlFlags(KUBECTL_FLAGS.map(({ name }) => name))],
  };
}

function commandWords(command: Command): CommandWords {
  const { name, description, candidates, kubectl } = command;
  return {
    ...{ name, description },
    words: offer(candidates),
    flags: [...optionsOf(command).map(ownFlag), ...kubectlFlags(kubectl)],
  };
}

function ownFlag({ name, description, short, takes, candidates }: OwnOption): Flag {
  return { name, description, short: short ?? null, takes, values: offer(candidates) };
}

function kubectlFlags(names: readonly string[]): readonly Flag[] {
  const letters = new Map(Object.entries(KUBECTL_SHORTHANDS).map(([short, name]) => [name, short]));
  return KUBECTL_FLAGS.filter(({ name }) => names.includes(name)).map(({ name, takes }) => ({
    ...{ name, takes },
    description: 'flag of kubectl',
    short: letters.get(name) ?? null,
    values: offer(KUBECTL_VALUES[name]),
  }));
}

function offer(candidates: Candidates | undefined): Offer | null {
  if (candidates !== 'topics') return candidates ?? null;
  return [...VERB_ENTRIES, ...TOP_COMMANDS].map(({ name }) => name);
}
