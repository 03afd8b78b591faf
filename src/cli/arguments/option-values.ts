import { Failure } from '../../model/failure.ts';
import { isOn, type OptionUse } from './option.ts';

/** Our own options as a command line gives them; the last use wins. */
export interface OptionValues<Name extends string = string> {
  /** Undefined where the option is not given. */
  readonly last: (name: Name) => OptionUse | undefined;
  /** Whether a boolean option is on. */
  readonly on: (name: Name) => boolean;
  /** The value of an option; null where it is not given. Throws a `Failure` for an empty one. */
  readonly text: (name: Name) => string | null;
  /** The values of an option that can be given several times. Throws a `Failure` for an empty one. */
  readonly texts: (name: Name) => readonly string[];
}

export function optionValues<Name extends string>(uses: readonly OptionUse[]): OptionValues<Name> {
  const own = uses.filter(({ option }) => option.owner === 'kubernixos');
  const last = (name: Name) => own.findLast(({ option }) => option.name === name);
  return {
    last,
    on: (name) => {
      const use = last(name);
      return use !== undefined && isOn(use);
    },
    text: (name) => textOf(last(name)),
    texts: (name) =>
      own
        .filter(({ option }) => option.name === name)
        .map(textOf)
        .filter((text) => text !== null),
  };
}

/** The value of a use; null where there is none. Throws a `Failure` for an empty one. */
export function textOf(use: OptionUse | undefined): string | null {
  if (use?.value !== '') return use?.value ?? null;
  throw new Failure({
    code: 'missing-value',
    message: `--${use.option.name} needs a value`,
    hint: `Write --${use.option.name}=VALUE.`,
  });
}
