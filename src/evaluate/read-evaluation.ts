import type { Field } from '../model/field.ts';
import { isJsonArray, type Json } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Release } from '../model/release.ts';
import { list, object, string, stringOrNull, strings, unexpected } from './narrow-result.ts';
import type { Place, Sentence } from './show-sentences.ts';

export interface Evaluation {
  readonly release: Release;
  /** Why the release must not be used. */
  readonly errors: readonly Sentence[];
}

/** Narrows the result of `lib/eval.nix`. What does not fit it is a bug, not a fault of the user. */
export function readEvaluation(result: Json): Evaluation {
  const root = object(result, 'result');
  if (root['format'] !== 1) throw unexpected('format', root['format']);
  const settings = object(root['settings'], 'settings');
  const library = object(root['library'], 'library');
  return {
    errors: list(root['errors'], 'errors').map(readSentence),
    release: {
      checksum: string(root['checksum'], 'checksum'),
      manifests: list(root['manifests'], 'manifests').map(readManifest),
      settings: {
        deployment: string(settings['deployment'], 'deployment'),
        leaseNamespace: string(settings['leaseNamespace'], 'leaseNamespace'),
        server: stringOrNull(settings['server'], 'server'),
        fieldManagers: strings(settings['fieldManagers'], 'fieldManagers'),
        version: stringOrNull(settings['version'], 'version'),
        schemas: stringOrNull(settings['schemas'], 'schemas'),
        skipSchemas: strings(settings['skipSchemas'], 'skipSchemas'),
      },
      evaluation: {
        evaluator: string(root['evaluator'], 'evaluator'),
        library: {
          name: string(library['name'], 'library.name'),
          version: string(library['version'], 'library.version'),
          source: string(library['source'], 'library.source'),
        },
        warnings: strings(root['warnings'], 'warnings'),
      },
    },
  };
}

function readSentence(error: Json): Sentence {
  if (!isJsonArray(error)) return [string(error, 'errors')];
  return error.map((part) => (typeof part === 'string' ? part : readPlace(part)));
}

function readPlace(part: Json): Place {
  const place = object(part, 'errors');
  return { field: readField(place['field']), files: strings(place['files'], 'errors.files') };
}

function readField(value: Json | undefined): Field {
  return list(value, 'field').map((part) =>
    typeof part === 'number' ? part : string(part, 'field'),
  );
}

function readManifest(entry: Json): Manifest {
  const wrapped = object(entry, 'manifest');
  const option = string(wrapped['option'], 'option');
  const manifest = object(wrapped['manifest'], option);
  const metadata = object(manifest['metadata'], `${option}.metadata`);
  return {
    option,
    field: readField(wrapped['field']),
    files: strings(wrapped['files'], `${option}.files`),
    apiVersion: string(manifest['apiVersion'], `${option}.apiVersion`),
    kind: string(manifest['kind'], `${option}.kind`),
    namespace: string(metadata['namespace'] ?? '', `${option}.metadata.namespace`),
    name: string(metadata['name'], `${option}.metadata.name`),
    labels: readLabels(metadata['labels'], `${option}.metadata.labels`),
    object: manifest,
  };
}

function readLabels(value: Json | undefined, path: string): Record<string, string> {
  const labels = Object.entries(object(value, path));
  return Object.fromEntries(labels.map(([key, label]) => [key, string(label, `${path}.${key}`)]));
}
