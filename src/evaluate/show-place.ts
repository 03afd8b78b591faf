import { join } from 'node:path';
import type { NixMessage } from '../ports/nix.ts';
import type { EvaluationRequest } from './evaluation-request.ts';

/**
 * Where the user finds the cause: `web.nix:3:5`, the position of the error or else of the innermost
 * frame of the trace that lies in a file of theirs; with none, the innermost option. Null where
 * Nix tells neither.
 */
export function showPlace(error: NixMessage, request: EvaluationRequest): string | null {
  const { position } = error;
  if (position !== null && isOwn(position.file)) {
    return `${nameFile(position.file, request)}:${String(position.line)}:${String(position.column)}`;
  }
  // Thrown on purpose: such messages name option and files themselves.
  if (position === null && /\n|[.`'"]/.test(error.text)) return null;
  return findFrame(error.trace) ?? findOption(error.trace);
}

/** Our own Nix code, in the sources and beside what is built of them. */
const OURS = join(import.meta.dirname, '..', '..', 'lib') + '/';

/** nixpkgs' library, module system and package set: what happens there is caused elsewhere. */
const NIXPKGS = new RegExp(
  [
    '/lib/(asserts|attrsets|customisation|debug|derivations|fixed-points|lists|meta|modules|options|strings|trivial|types|versions)\\.nix$',
    '/nixos/(lib|modules)/',
    '/pkgs/(build-support|stdenv|top-level)/',
  ].join('|'),
);

function isOwn(file: string): boolean {
  return !file.startsWith(OURS) && !NIXPKGS.test(file);
}

/** Nix 2.8 gives the whole text of an expression for its file, newer ones `«string»`. */
function nameFile(file: string, { source }: EvaluationRequest): string {
  if (file.startsWith('/')) return file;
  return source.type === 'expressions' && file === source.packages ? 'PACKAGES' : 'MODULES';
}

function findFrame(trace: readonly string[]): string | null {
  for (const frame of trace) {
    const [, file, line] = /\((\/.+):(\d+)\)$/.exec(frame) ?? [];
    if (file !== undefined && line !== undefined && isOwn(file)) return `${file}:${line}`;
  }
  return null;
}

/** Options whose evaluation is that of the whole release. */
const EVERYWHERE: readonly string[] = [
  '_module.freeformType',
  'kubernixos',
  'kubernixos.checksum',
  'kubernixos.release',
];

function findOption(trace: readonly string[]): string | null {
  for (const frame of trace) {
    const [, option] = /while evaluating the option [`'](.+)'/.exec(frame) ?? [];
    if (option !== undefined && !EVERYWHERE.includes(option)) return `in ${option}`;
  }
  return null;
}
