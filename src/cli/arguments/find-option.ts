import { Failure } from '../../model/failure.ts';
import { KUBECTL_FLAGS, KUBECTL_SHORTHANDS, KUBECTL_VERSION } from './kubectl-flags.ts';
import type { Option } from './option.ts';
import { OWN_OPTIONS } from './own-options.ts';
import { REFUSED_SHORTHANDS, refuseFlag } from './refused-flags.ts';
import { suggest } from './suggestion.ts';

const OPTIONS: ReadonlyMap<string, Option> = new Map(
  [...KUBECTL_FLAGS, ...OWN_OPTIONS.map(ownOption)].map((option) => [option.name, option]),
);

const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(KUBECTL_SHORTHANDS),
  ...Object.entries(REFUSED_SHORTHANDS),
  ['h', 'help'],
]);

/** The option of a long name; `_` counts as `-`, as kubectl has it. */
export function findLongOption(written: string): Option {
  const name = written.replaceAll('_', '-');
  refuseFlag(name);
  return OPTIONS.get(name) ?? failUnknown(`--${written}`, name);
}

/** The option of a letter. `argument` is the whole argument, which may have been meant as a long name. */
export function findShortOption(letter: string, argument: string): Option {
  const meant = argument.slice(1).replace(/=.*/s, '').replaceAll('_', '-');
  if (meant.length > 1) refuseFlag(meant);
  if (meant.length > 1 && OPTIONS.has(meant)) return failUnknown(`-${meant}`, meant);
  const name = SHORTHANDS.get(letter);
  if (name === undefined) return failUnknown(`-${letter}`, meant);
  return findLongOption(name);
}

function ownOption({ name, takes }: (typeof OWN_OPTIONS)[number]): Option {
  return { owner: 'kubernixos', name, takes, global: false };
}

function failUnknown(shown: string, meant: string): never {
  const near = suggest(meant, [...OPTIONS.keys()]);
  const known = `Known are kubernixos' own options (see --help) and the flags of kubectl ${KUBECTL_VERSION} apply.`;
  throw new Failure({
    code: 'unknown-option',
    message: `unknown option ${shown}`,
    hint: near === null ? known : `Did you mean --${near}? ${known}`,
  });
}
