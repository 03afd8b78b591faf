import type { EvaluationRequest } from '../evaluate/evaluation-request.ts';
import { locateFields } from '../evaluate/locate-fields.ts';
import { type Sentence, showSentences } from '../evaluate/show-sentences.ts';
import { Failure } from '../model/failure.ts';
import { optionPath } from '../model/option-path.ts';
import type { Release } from '../model/release.ts';
import { checkRelease, type ManifestFault } from '../schema/check-release.ts';
import { checkVersion } from '../schema/check-version.ts';
import { openSchemas } from '../schema/schema-source.ts';
import type { DeployPorts } from './deploy-ports.ts';

/**
 * Checks a release with the schemas in a directory; tells the story what was checked. All faults are
 * listed in one `Failure`, for which Nix runs once more, to find the lines.
 */
export async function checkSchemas(
  release: Release,
  directory: string,
  request: EvaluationRequest,
  { nix, schemas, story }: Pick<DeployPorts, 'nix' | 'schemas' | 'story'>,
  signal: AbortSignal,
): Promise<void> {
  const { settings, manifests } = release;
  const source = await openSchemas(schemas, directory, manifests);
  checkVersion(settings.version, source.index.kubernetes, directory);
  const verdict = checkRelease(release, settings.skipSchemas, source);
  if (verdict.faults.length === 0) {
    story.schemasChecked(verdict, source.index.kubernetes);
    return;
  }
  const shown = await showSentences(verdict.faults.map(toSentence), (fields) =>
    locateFields(nix, request, fields, signal),
  );
  signal.throwIfAborted();
  throw notValid(shown, source.index.kubernetes);
}

function toSentence({ manifest, path, text }: ManifestFault): Sentence {
  const place = { field: [...manifest.field, ...path], files: manifest.files };
  return [optionPath(manifest.option, path), place, ` ${text}`];
}

function notValid(faults: readonly string[], kubernetes: string): Failure {
  const [first = '', ...others] = faults;
  const by = `by the schemas of Kubernetes ${kubernetes}`;
  const message =
    others.length === 0
      ? first
      : [`${String(faults.length)} errors ${by}:`, ...faults].join('\n- ');
  return new Failure({ code: 'schema-invalid', message });
}
