import { evaluateOptions, type OptionsRequest } from '../evaluate/evaluate-options.ts';
import type { OptionDoc } from '../model/option-doc.ts';
import type { Nix } from '../ports/nix.ts';

/** The options of kubernixos, or of a hostgroup, by name. */
export function listOptions(
  request: OptionsRequest,
  { nix }: { readonly nix: Nix },
  signal: AbortSignal,
): Promise<readonly OptionDoc[]> {
  return evaluateOptions(nix, request, signal);
}
