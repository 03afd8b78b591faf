import type { Manifest } from '../model/manifest.ts';
import { checkValue } from './check-value.ts';
import { type Fault, pathOf } from './report.ts';
import { identityFaults } from './rules/identity.ts';
import type { Shape } from './shape.ts';

/** All that is wrong with a manifest by its shape and by the rules of its kind. */
export function checkManifest(manifest: Manifest, shape: Shape): readonly Fault[] {
  const faults: Fault[] = [];
  checkValue(manifest.object, shape, null, (at, text) => {
    faults.push({ path: pathOf(at), text });
  });
  return [...identityFaults(manifest), ...faults];
}
