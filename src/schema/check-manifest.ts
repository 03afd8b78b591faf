import { objectAt } from '../model/json-path.ts';
import type { Manifest } from '../model/manifest.ts';
import { checkValue } from './check-value.ts';
import { below, type Fault, pathOf, type Report } from './report.ts';
import { identityFaults } from './rules/identity.ts';
import { checkOwnMetadata } from './rules/own-metadata.ts';
import type { Shape } from './shape.ts';

/** All that is wrong with a manifest by its shape and by the rules of its kind. */
export function checkManifest(manifest: Manifest, shape: Shape): readonly Fault[] {
  const faults: Fault[] = [...identityFaults(manifest)];
  const report: Report = (at, text) => {
    faults.push({ path: pathOf(at), text });
  };
  checkOwnMetadata(objectAt(manifest.object, 'metadata'), below(null, 'metadata'), report);
  checkValue(manifest.object, shape, null, report);
  return faults;
}
