import type { Manifest } from '../model/manifest.ts';
import type { Release } from '../model/release.ts';
import { checkManifest } from './check-manifest.ts';
import type { Fault } from './report.ts';
import type { SchemaSource } from './schema-source.ts';
import { unknownKind } from './unknown-kind.ts';

/** A fault, with the manifest that has it. */
export interface ManifestFault extends Fault {
  readonly manifest: Manifest;
}

/** What was checked, and what was found. */
export interface SchemaVerdict {
  /** In the order of the manifests. */
  readonly faults: readonly ManifestFault[];
  readonly checked: number;
  /** Manifests of kinds that are not to be checked. */
  readonly skipped: readonly Manifest[];
}

/** Checks every manifest of a release, and gives all that is wrong. */
export function checkRelease(
  { manifests }: Pick<Release, 'manifests'>,
  skip: readonly string[],
  source: SchemaSource,
): SchemaVerdict {
  const skipped = manifests.filter(({ kind }) => skip.includes(kind));
  const checked = manifests.filter((manifest) => !skipped.includes(manifest));
  return {
    faults: checked.flatMap((manifest) =>
      faultsOf(manifest, source).map((fault) => ({ ...fault, manifest })),
    ),
    checked: checked.length,
    skipped,
  };
}

function faultsOf(manifest: Manifest, source: SchemaSource): readonly Fault[] {
  const shape = source.find(manifest.apiVersion, manifest.kind);
  return shape === null ? [unknownKind(manifest, source.index)] : checkManifest(manifest, shape);
}
