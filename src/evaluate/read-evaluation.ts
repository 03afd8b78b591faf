import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Release } from '../model/release.ts';
import { decodeEscapes } from './decode-escapes.ts';

export interface Evaluation {
  readonly release: Release;
  /** Why the release must not be used; complete sentences. */
  readonly errors: readonly string[];
}

/** Narrows the result of `lib/eval.nix`. What does not fit it is a bug, not a fault of the user. */
export function readEvaluation(result: Json): Evaluation {
  const root = object(result, 'result');
  if (root['format'] !== 1) throw unexpected('format', root['format']);
  const settings = object(root['settings'], 'settings');
  const library = object(root['library'], 'library');
  return {
    errors: strings(root['errors'], 'errors'),
    release: {
      checksum: string(root['checksum'], 'checksum'),
      manifests: list(root['manifests'], 'manifests').map(readManifest),
      settings: {
        deployment: string(settings['deployment'], 'deployment'),
        leaseNamespace: string(settings['leaseNamespace'], 'leaseNamespace'),
        server: settings['server'] === null ? null : string(settings['server'], 'server'),
        fieldManagers: strings(settings['fieldManagers'], 'fieldManagers'),
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

function readManifest(entry: Json): Manifest {
  const wrapped = object(entry, 'manifest');
  const option = string(wrapped['option'], 'option');
  const manifest = object(decodeEscapes(wrapped['manifest'] ?? null), option);
  const metadata = object(manifest['metadata'], `${option}.metadata`);
  return {
    option,
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

function object(value: Json | undefined, path: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw unexpected(path, value);
}

function string(value: Json | undefined, path: string): string {
  if (typeof value === 'string') return value;
  throw unexpected(path, value);
}

function list(value: Json | undefined, path: string): readonly Json[] {
  if (isJsonArray(value)) return value;
  throw unexpected(path, value);
}

function strings(value: Json | undefined, path: string): readonly string[] {
  return list(value, path).map((item) => string(item, path));
}

/** Tells the type alone: the value may be a secret. */
function unexpected(path: string, value: Json | undefined): Error {
  return new Error(`lib/eval.nix gave ${value === null ? 'null' : typeof value} for ${path}`);
}
