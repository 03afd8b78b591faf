import { printJson } from '../../src/model/exact-json.ts';
import type { Json } from '../../src/model/json.ts';
import type { Release } from '../../src/model/release.ts';
import type { Nix } from '../../src/ports/nix.ts';

/** A Nix whose one evaluation gives this release. */
export function fakeNix({ checksum, manifests, settings, evaluation }: Release): Nix {
  const { deployment, leaseNamespace, server, fieldManagers, ...schemas } = settings;
  const { evaluator, library, warnings } = evaluation;
  const result: Json = {
    format: 1,
    evaluator,
    library: { ...library },
    warnings,
    errors: [],
    settings: { deployment, leaseNamespace, server, fieldManagers, ...schemas },
    checksum,
    manifests: manifests.map(({ option, field, files, object }) => ({
      option,
      field,
      files,
      manifest: object,
    })),
  };
  const stdout = new TextEncoder().encode(printJson(result));
  return { evaluate: () => Promise.resolve({ exitCode: 0, stdout, messages: [] }) };
}
