import { createNix } from '../../src/adapters/nix.ts';
import type { OptionDoc } from '../../src/model/option-doc.ts';
import { listOptions } from '../../src/workflows/list-options.ts';

/** The options of kubernixos, as the command `options` has them. */
export function readOptions(): Promise<readonly OptionDoc[]> {
  const nix = createNix({ env: process.env });
  const request = { source: null, evaluator: null, showTrace: false };
  return listOptions(request, { nix }, new AbortController().signal);
}
