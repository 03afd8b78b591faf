import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../main/manifests.ts';
import { exclusions } from './exclusions.ts';

export interface Addons {
  /** The absolute paths of the files that are not excluded. */
  readonly paths: readonly string[];
  /** Every YAML file of the add-ons, relative to their directory. */
  readonly files: readonly string[];
  /** The objects in the files that are not excluded. */
  readonly manifests: readonly Manifest[];
}

/** Reads the add-ons of Kubernetes in its Go module, which the control plane is built from. */
export function readAddons(): Addons {
  const directory = join(moduleDirectory('k8s.io/kubernetes'), 'cluster/addons');
  const files = globSync('**/*.yaml', { cwd: directory }).sort();
  const chosen = files.filter((file) => !Object.hasOwn(exclusions, file));
  const paths = chosen.map((file) => join(directory, file));
  return { paths, files, manifests: paths.flatMap(readManifests) };
}

function readManifests(file: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join('\n')}`);
    const manifest = document.toJS() as Manifest | null;
    return manifest === null ? [] : [manifest];
  });
}

/** Also where the programs were built before, the module may not be there yet. */
function moduleDirectory(module: string): string {
  const cwd = resolve(import.meta.dirname, '../../control-plane');
  execFileSync('go', ['mod', 'download', module], { cwd });
  return execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd,
    encoding: 'utf8',
  }).trim();
}
