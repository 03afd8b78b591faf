import { collectManifests } from '../import/read/collect-manifests.ts';
import { printModule } from '../import/write/print-module.ts';
import { Failure } from '../model/failure.ts';
import type { ImportRequest } from '../model/import-request.ts';
import type { ImportedManifest } from '../model/imported-manifest.ts';
import type { ImportStory } from '../ports/import-story.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import type { ManifestSources } from '../ports/manifest-sources.ts';
import type { WriteNewFile } from '../ports/new-file.ts';
import { importCluster } from './import-cluster.ts';

export interface ImportPorts {
  readonly sources: ManifestSources;
  readonly kubectl: Kubectl;
  readonly writeNewFile: WriteNewFile;
  /** Prints the module. */
  readonly print: (text: string) => void;
  readonly story: ImportStory;
}

/** Makes a module of manifests, and delivers it. */
export async function importManifests(
  request: ImportRequest,
  ports: ImportPorts,
  signal: AbortSignal,
): Promise<void> {
  const manifests = await find(request, ports, signal);
  if (manifests.length === 0) throw nothingFound();
  const secrets = manifests.filter(({ key }) => key.group === '' && key.kind === 'Secret');
  const text = printModule(manifests);
  if (request.out === null) ports.print(text);
  else await ports.writeNewFile(request.out, text, secrets.length > 0);
  if (secrets.length > 0) ports.story.secrets(secrets);
  ports.story.imported(manifests.length, request.out);
}

async function find(
  { source }: ImportRequest,
  ports: ImportPorts,
  signal: AbortSignal,
): Promise<readonly ImportedManifest[]> {
  switch (source.type) {
    case 'files': {
      const files = await Promise.all(source.paths.map((path) => ports.sources.read(path, signal)));
      return collectManifests(files.flat());
    }
    case 'cluster':
      return importCluster(source.query, ports, signal);
  }
}

function nothingFound(): Failure {
  return new Failure({
    code: 'nothing-to-import',
    message: 'there is nothing to import: no document holds anything',
  });
}
