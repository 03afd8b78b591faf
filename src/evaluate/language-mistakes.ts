import type { NixMessage } from '../ports/nix.ts';

interface Mistake {
  readonly code: string;
  /** Instead of Nix' own words, where those are worse. */
  readonly message?: string;
  readonly hint: string;
}

/** What to do about a mistake in the Nix language; null for everything else. Nix itself says what and where. */
export function explainMistake({ text }: NixMessage): Mistake | null {
  const syntax = HINTS_ON_SYNTAX.find(([pattern]) => pattern.test(text));
  if (syntax !== undefined) return { code: 'syntax-error', hint: syntax[1] };
  const other = HINTS.find(([pattern]) => pattern.test(text));
  if (other !== undefined) return { code: 'evaluation-failed', hint: other[1] };
  return refusedArgument(text) ?? noModule(text);
}

type Hint = readonly [when: RegExp, hint: string];

/** The first that fits; places are where Nix stumbled, which is behind the mistake. */
const HINTS_ON_SYNTAX: readonly Hint[] = [
  [
    /^syntax error, unexpected end of file, expecting '"'/,
    'a text begins before this place and does not end: look for a missing `"`',
  ],
  [
    /^syntax error, unexpected end of file/,
    'something is not closed before this place: look for a missing `}`, `]`, `)`, `;` or quote',
  ],
  [
    /^syntax error, .*expecting ';'/,
    'look before this place: `NAME = VALUE;` ends with a semicolon',
  ],
  [/^syntax error, unexpected ','/, 'the elements of a list are separated by spaces: `[ a b ]`'],
  [
    /^syntax error, unexpected ':'/,
    'an attribute is written `NAME = VALUE;`, and the arguments of a function `{ lib, ... }:`',
  ],
];

const HINTS: readonly Hint[] = [
  [
    /^undefined variable '(config|lib|options|pkgs)'/,
    'a module takes it as an argument: begin the file with `{ config, lib, pkgs, ... }:`',
  ],
  [/^cannot coerce an integer to a string/, 'write `toString` before the number'],
  [
    /^attempt to call something which is not a function/,
    'two values stand side by side, which is how functions are called: look for a missing `;`, or put a call within a list into parentheses',
  ],
];

/** What the module system gives to every module. */
const ARGUMENTS = ['config', 'hostgroup', 'lib', 'modulesPath', 'options', 'pkgs', 'specialArgs'];

function refusedArgument(text: string): Mistake | null {
  const [, , place, name = ''] = REFUSED_ARGUMENT.exec(text) ?? [];
  if (!ARGUMENTS.includes(name)) return null;
  const where = place === undefined ? '' : ` at ${place}`;
  return {
    code: 'evaluation-failed',
    message: `a module${where} takes fewer arguments than every module gets: ${name} is not among them`,
    hint: 'end its arguments with `...`: `{ lib, ... }:`',
  };
}

/** `anonymous function at /web.nix:1:1 called …` until 2.12, `function 'anonymous lambda' called …` since. */
const REFUSED_ARGUMENT =
  /^(anonymous function at (.+?)|function '.+') called with unexpected argument '(.+?)'/;

function noModule(text: string): Mistake | null {
  const file = /^module (.+) \(.+\) does not look like a module\.$/.exec(text)?.[1];
  if (file === undefined) return null;
  return {
    code: 'evaluation-failed',
    message: `${file} does not hold a module`,
    hint: 'a module is an attribute set, or a function to one: `{ lib, ... }: { kubernixos.manifests = { … }; }`',
  };
}
