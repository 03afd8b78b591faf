import { Failure } from '../../model/failure.ts';
import { findLongOption, findShortOption, type KnownOptions } from './find-option.ts';
import { parseBoolean, type Option, type OptionUse } from './option.ts';
import { failStrayWord } from './stray-word.ts';

/** argv, taken apart: words stand before the first option only. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly uses: readonly OptionUse[];
}

/**
 * Takes argv apart by the rules of kubectl's flag parser, https://pkg.go.dev/github.com/spf13/pflag.
 * Stricter where kubectl would misread a slip: a value in an argument of its own can't look like an option.
 */
export function splitCommandLine(argv: readonly string[], options: KnownOptions): CommandLine {
  const words = leadingWords(argv);
  const uses: OptionUse[] = [];
  for (let index = words.length; index < argv.length;) {
    const use = readUse(argv, { index, before: uses.at(-1), options });
    uses.push(use);
    index += use.args.length;
  }
  return { words, uses };
}

/** What stands before the first option. */
export function leadingWords(argv: readonly string[]): readonly string[] {
  const first = argv.findIndex(isOption);
  return first < 0 ? argv : argv.slice(0, first);
}

/** A lone `-` is a word. */
function isOption(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-';
}

interface Place {
  readonly index: number;
  readonly before: OptionUse | undefined;
  readonly options: KnownOptions;
}

function readUse(argv: readonly string[], { index, before, options }: Place): OptionUse {
  const argument = argv[index] ?? '';
  if (!isOption(argument)) failStrayWord(argument, before, options.command);
  const read = argument.startsWith('--') ? readLong : readShort;
  const { option, value } = read(argument, options);
  if (value !== null || option.takes !== 'value') {
    if (value !== null && option.takes === 'boolean') checkBoolean(option, value);
    return { option, value, args: [argument] };
  }
  const detached = readDetached(option, argv[index + 1]);
  return { option, value: detached, args: [argument, detached] };
}

interface Read {
  readonly option: Option;
  readonly value: string | null;
}

/** `--name` or `--name=value`. */
function readLong(argument: string, options: KnownOptions): Read {
  const [, name = '', value = null] = /^--([^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name === '' || name.startsWith('-')) failSyntax(argument);
  return { option: findLongOption(name, options), value };
}

/** `-n`, `-nvalue` or `-n=value`. Letters are never combined: no option that is passed on could be first. */
function readShort(argument: string, options: KnownOptions): Read {
  const letter = /^-(.)/su.exec(argument)?.[1] ?? '';
  const option = findShortOption(letter, argument, options);
  const rest = argument.slice(1 + letter.length);
  if (rest === '') return { option, value: null };
  // kubectl would take the `=` of `-n=` for the value.
  if (rest === '=') failMissing(option, `Write -${letter} VALUE.`);
  if (option.takes !== 'value' && !rest.startsWith('=')) failSyntax(argument);
  return { option, value: rest.replace(/^=/, '') };
}

/** The value in the next argument. kubectl would take `--dry-run` in `-n --dry-run` for a namespace. */
function readDetached(option: Option, next: string | undefined): string {
  if (next === undefined) return failMissing(option, `Write --${option.name}=VALUE.`);
  if (!isOption(next) || /^-\d+$/.test(next)) return next;
  return failMissing(
    option,
    `A value that starts with a dash is written in one: --${option.name}=VALUE.`,
  );
}

function failMissing(option: Option, hint: string): never {
  throw new Failure({ code: 'missing-value', message: `--${option.name} needs a value`, hint });
}

function checkBoolean(option: Option, value: string): void {
  if (parseBoolean(value) !== null) return;
  throw new Failure({
    code: 'invalid-value',
    message: `--${option.name} is either true or false, not ${JSON.stringify(value)}`,
    hint: `Write --${option.name} or --${option.name}=false.`,
  });
}

function failSyntax(argument: string): never {
  throw new Failure({
    code: 'invalid-option',
    message: `${argument.replace(/(?<=.)=.*/s, '')} is not an option`,
    hint: 'Options are written --name, --name=VALUE or -n VALUE, one per argument.',
  });
}
