import type { EvaluationInfo, Release } from '../model/release.ts';
import { count } from './count.ts';
import { printableLine } from './printable.ts';

/** What was evaluated, and how, in one line. */
export function releaseLine({ manifests, checksum, settings, evaluation }: Release): string {
  return printableLine(
    `release ${checksum.slice(0, 12)}: ${count(manifests.length, 'manifest')}, ` +
      `deployment ${settings.deployment} ` +
      `(evaluator ${evaluation.evaluator}, ${showLibrary(evaluation.library)})`,
  );
}

function showLibrary({ name, version, source }: EvaluationInfo['library']): string {
  return name === 'embedded' ? 'embedded library' : `${name} lib ${version} from ${source}`;
}
