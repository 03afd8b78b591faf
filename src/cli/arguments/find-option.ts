import { Failure } from '../../model/failure.ts';
import { suggest } from '../../model/suggestion.ts';
import { type Command, optionsOf } from './command.ts';
import { KUBECTL_FLAGS, KUBECTL_SHORTHANDS, KUBECTL_VERSION } from './kubectl-flags.ts';
import type { Option } from './option.ts';
import { OWN_OPTIONS, type OwnOption } from './own-options.ts';
import { REFUSED_SHORTHANDS, refuseFlag } from './refused-flags.ts';

/** The options that a command line may hold. */
export interface KnownOptions {
  /** The command that takes them; null: the verbs that chain. */
  readonly command: Command | null;
  readonly byName: ReadonlyMap<string, Option>;
  /** Long names by letter. */
  readonly shorthands: ReadonlyMap<string, string>;
  /** Throws for the flags of kubectl that are refused, by their long names. */
  readonly refuse: (name: string) => void;
  /** What is known, as a sentence. */
  readonly known: string;
}

/** The options of the verbs that chain. */
export const VERB_OPTIONS: KnownOptions = {
  command: null,
  byName: byName([...KUBECTL_FLAGS, ...OWN_OPTIONS.map(ownOption)]),
  shorthands: new Map([
    ...Object.entries(KUBECTL_SHORTHANDS),
    ...Object.entries(REFUSED_SHORTHANDS),
    ['h', 'help'],
  ]),
  refuse: refuseFlag,
  known: `Known are kubernixos' own options (see --help) and the flags of kubectl ${KUBECTL_VERSION} apply.`,
};

/** The options of a command that stands alone. */
export function commandOptions(command: Command): KnownOptions {
  const kubectl = KUBECTL_FLAGS.filter(({ name }) => command.kubectl.includes(name));
  const options = byName([...kubectl, ...optionsOf(command).map(ownOption)]);
  const letters = [
    ...Object.entries(KUBECTL_SHORTHANDS),
    ...optionsOf(command).flatMap(({ name, short }) =>
      short === undefined ? [] : [[short, name] as const],
    ),
  ];
  return {
    command,
    byName: options,
    shorthands: new Map(letters.filter(([, name]) => options.has(name))),
    refuse: () => undefined,
    known: `See kubernixos ${command.name} --help.`,
  };
}

/** The option of a long name; `_` counts as `-`, as kubectl has it. */
export function findLongOption(written: string, options: KnownOptions): Option {
  const name = written.replaceAll('_', '-');
  options.refuse(name);
  return options.byName.get(name) ?? failUnknown(`--${written}`, name, options);
}

/** The option of a letter. `argument` is the whole argument, which may have been meant as a long name. */
export function findShortOption(letter: string, argument: string, options: KnownOptions): Option {
  const meant = argument.slice(1).replace(/=.*/s, '').replaceAll('_', '-');
  if (meant.length > 1) options.refuse(meant);
  if (meant.length > 1 && options.byName.has(meant))
    return failUnknown(`-${meant}`, meant, options);
  const name = options.shorthands.get(letter);
  if (name === undefined) return failUnknown(`-${letter}`, meant, options);
  return findLongOption(name, options);
}

function byName(options: readonly Option[]): ReadonlyMap<string, Option> {
  return new Map(options.map((option) => [option.name, option]));
}

function ownOption({ name, takes }: OwnOption): Option {
  return { owner: 'kubernixos', name, takes, global: false };
}

function failUnknown(shown: string, meant: string, { byName, known }: KnownOptions): never {
  const near = suggest(meant, [...byName.keys()]);
  throw new Failure({
    code: 'unknown-option',
    message: `unknown option ${shown}`,
    hint: near === null ? known : `Did you mean --${near}? ${known}`,
  });
}
