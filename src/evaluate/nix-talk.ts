import type { EvaluationRequest } from './evaluation-request.ts';
import type { NixMessage, NixResult } from '../ports/nix.ts';

/** What is to be known before Nix starts; null for nothing. */
export function forewarning({ source }: EvaluationRequest): string | null {
  return source.type === 'flake' ? IN_STORE : null;
}

const IN_STORE =
  'the source of the flake enters the Nix store, where every user of this machine can read it';

/** What Nix says beside its errors, a line each: its warnings and `builtins.trace`. */
export function talkOf({ messages }: NixResult): readonly string[] {
  return messages.filter(isSaid).map(show);
}

/** The group is about building as root, which evaluation does not do. */
function isSaid({ level, text }: NixMessage): boolean {
  return level !== 'error' && text !== '' && !text.startsWith("the group 'nixbld'");
}

function show({ level, text }: NixMessage): string {
  return level === 'warning' ? `warning: ${text}` : text;
}
