import { Failure } from '../../model/failure.ts';
import type { SourceFile } from '../../ports/manifest-sources.ts';
import { RENDER_CHART, RENDER_KUSTOMIZATION } from './templates.ts';

/** Throws for files that are no manifests but make some: a chart of Helm, a kustomization. */
export function checkSources(files: readonly SourceFile[]): void {
  const chart = files.find(({ name }) => /(?:^|\/)Chart\.ya?ml$/.test(name));
  if (chart !== undefined)
    throw notManifests(`${chart.name}: this is a chart of Helm`, RENDER_CHART);
  const kustomization = files.find(({ name }) => KUSTOMIZATION.test(name));
  if (kustomization !== undefined)
    throw notManifests(`${kustomization.name}: this is a kustomization`, RENDER_KUSTOMIZATION);
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization */
const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

function notManifests(message: string, hint: string): Failure {
  return new Failure({ code: 'cannot-import', message, hint });
}
