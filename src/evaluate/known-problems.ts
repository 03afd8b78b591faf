import type { NixMessage } from '../ports/nix.ts';
import { findFlakeProblem } from './flake-problems.ts';
import { explainMistake } from './language-mistakes.ts';
import { explainModules } from './module-mistakes.ts';

/** An error of Nix that we know more about than Nix says. */
export interface KnownProblem {
  readonly code: string;
  /** Instead of Nix' own words, where those are worse. */
  readonly message?: string;
  readonly hint?: string | undefined;
}

/** Finds what is known of an error; of most, nothing but that it is one. */
export function findKnownProblem(error: NixMessage): KnownProblem {
  for (const explain of EXPLANATIONS) {
    const problem = explain(error);
    if (problem !== null) return problem;
  }
  return { code: 'evaluation-failed' };
}

type Explanation = (error: NixMessage) => KnownProblem | null;

const EXPLANATIONS: readonly Explanation[] = [
  explainModules,
  infiniteRecursion,
  refusedByNixpkgs,
  explainMistake,
  syntaxError,
  ({ text }) => findFlakeProblem(text),
  missingFile,
  noSearchPath,
  noStore,
  invalidText,
  aborted,
];

function infiniteRecursion({ text, trace }: NixMessage): KnownProblem | null {
  if (!/infinite recursion|^stack overflow/.test(text)) return null;
  const checksum = trace.some((frame) => frame.includes('kubernixos.checksum'));
  return {
    code: 'infinite-recursion',
    message: 'infinite recursion: a value is defined by itself',
    hint: checksum
      ? 'a manifest cannot contain kubernixos.checksum or kubernixos.eval, which are computed from all manifests; --show-trace shows what else it may be'
      : undefined,
  };
}

function refusedByNixpkgs({ text }: NixMessage): KnownProblem | null {
  const version = /requires Nix >= ([\d.]+\d)/.exec(text)?.[1];
  if (version === undefined) return null;
  return {
    code: 'nix-too-old-for-nixpkgs',
    message: `this nixpkgs requires Nix ${version} or newer`,
    hint: 'update Nix, use an older nixpkgs, or use --evaluator modules with `network.lib = import (NIXPKGS + "/lib")`, which works with an old Nix',
  };
}

function syntaxError({ text }: NixMessage): KnownProblem | null {
  return text.startsWith('syntax error') ? { code: 'syntax-error' } : null;
}

function missingFile({ text }: NixMessage): KnownProblem | null {
  const [, opened, path = opened] = FILE_MISSING.exec(text) ?? [];
  if (path === undefined) return null;
  return {
    code: 'file-missing',
    message: `${path} does not exist`,
    hint: 'correct its name where it is imported or read; a path is relative to the file that it is written in',
  };
}

const FILE_MISSING = new RegExp(
  [
    '^(?:opening file|getting status of|reading directory) [\'"](.+)[\'"]: No such file or directory',
    "^path '(.+)' does not exist",
  ].join('|'),
);

function noSearchPath({ text }: NixMessage): KnownProblem | null {
  const name = /^file '(.+)' was not found in the Nix search path/.exec(text)?.[1];
  if (name === undefined) return null;
  return {
    code: 'search-path',
    message: `<${name}> is not in the Nix search path`,
    hint: `set NIX_PATH to ${name}=PATH; manifests need no nixpkgs unless a module uses \`pkgs\``,
  };
}

function noStore({ text }: NixMessage): KnownProblem | null {
  if (!/not supported by store 'dummy/.test(text)) return null;
  return {
    code: 'store-missing',
    message: 'this evaluation needs a Nix store, and you may not write the one of this machine',
    hint: 'run the Nix daemon, or avoid paths in strings (use `toString` or `builtins.readFile`), derivations and --flake',
  };
}

/** Nix since 2.9 notices by itself, but does not tell where. */
function invalidText({ text }: NixMessage): KnownProblem | null {
  if (!/invalid UTF-8/i.test(text)) return null;
  return {
    code: 'invalid-utf8',
    message: 'kubernixos.manifests holds a string that is not valid UTF-8',
    hint: 'look at the files that `builtins.readFile` reads, and convert them to UTF-8',
  };
}

function aborted({ text }: NixMessage): KnownProblem | null {
  const message = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1];
  return message === undefined ? null : { code: 'evaluation-failed', message: message.trim() };
}
