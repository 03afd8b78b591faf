import { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { objectAt, textAt } from '../model/json-path.ts';
import { printJson } from '../model/exact-json.ts';
import type { Discovery } from '../model/resource-type.ts';
import { SCHEMA_INDEX } from '../model/schema-files.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { kindsOf } from './read-document.ts';
import { indexToJson, type SchemaDocument } from './schema-index.ts';
import { trimDocument } from './trim-document.ts';

/** What a cluster serves, as it is saved. */
export interface CollectedSchemas {
  readonly kubernetes: string;
  /** Texts by the names of files. */
  readonly files: ReadonlyMap<string, string>;
  readonly kinds: number;
  /** `KIND (apiVersion)` of what the cluster serves without a schema. */
  readonly missing: readonly string[];
  /** Groups that the server could not tell about, and that are not saved. */
  readonly staleGroups: readonly string[];
}

/** Asks an API server for the schemas of all kinds that can be applied. */
export async function collectSchemas(api: KubeApi, signal: AbortSignal): Promise<CollectedSchemas> {
  const [discovery, version, root] = await Promise.all([
    api.discover(signal),
    readDocument(api, '/version', signal),
    readDocument(api, '/openapi/v3', signal),
  ]);
  const wanted = [...applicable(discovery)].sort(([a], [b]) => (a < b ? -1 : 1));
  const collected = await Promise.all(
    wanted.map(async ([apiVersion, kinds]) => {
      const path = documentPath(root, apiVersion);
      const document = path === null ? {} : await readDocument(api, path, signal);
      return collectOne(apiVersion, kinds, document);
    }),
  );
  return summarize(collected, textAt(version, 'gitVersion'), discovery);
}

/** The kinds of each apiVersion that can be applied, sorted. */
function applicable({ served }: Discovery): ReadonlyMap<string, readonly string[]> {
  const entries = [...served].map(([apiVersion, types]) => {
    const kinds = [...types.values()].filter(({ verbs }) => verbs.includes('patch'));
    return [apiVersion, kinds.map(({ kind }) => kind).sort()] as const;
  });
  return new Map(entries.filter(([, kinds]) => kinds.length > 0));
}

async function readDocument(api: KubeApi, path: string, signal: AbortSignal): Promise<JsonObject> {
  const answer = await api.document(path, signal);
  if (answer.ok) return answer.value;
  const { status, message } = answer.error;
  throw new Failure({
    code: 'schemas-not-served',
    message: `the API server does not give its schemas: ${path.replace(/\?.*/, '')}: ${message}`,
    hint:
      status === 404
        ? 'kubernixos needs Kubernetes 1.27 or newer.'
        : 'Run it again when it is mended. Nothing was written.',
  });
}

/** Where the document of an apiVersion is; null where the server has none. */
function documentPath(root: JsonObject, apiVersion: string): string | null {
  const key = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
  const path = textAt(objectAt(root, 'paths', key), 'serverRelativeURL');
  return path.startsWith('/') ? path : null;
}

interface Collected {
  readonly apiVersion: string;
  readonly document: SchemaDocument;
  readonly text: string;
  readonly missing: readonly string[];
}

function collectOne(apiVersion: string, kinds: readonly string[], document: JsonObject): Collected {
  const names = kindsOf(objectAt(document, 'components', 'schemas'), apiVersion);
  const known = kinds.filter((kind) => names.has(kind));
  const trimmed = trimDocument(document, {
    names: known.map((kind) => names.get(kind) ?? ''),
    withStatus: kindsWithStatus(document).map((kind) => names.get(kind) ?? ''),
  });
  return {
    apiVersion,
    document: { file: fileOf(apiVersion), kinds: known },
    text: `${printJson(trimmed, '  ')}\n`,
    missing: kinds.filter((kind) => !names.has(kind)).map((kind) => `${kind} (${apiVersion})`),
  };
}

/** Kinds whose status is a resource of its own. */
function kindsWithStatus(document: JsonObject): readonly string[] {
  const paths = objectAt(document, 'paths');
  return Object.keys(paths)
    .filter((path) => path.endsWith('/{name}/status'))
    .map((path) => textAt(paths, path, 'get', 'x-kubernetes-group-version-kind', 'kind'));
}

/** Names of groups are names of DNS: anything else would lead out of the directory. */
function fileOf(apiVersion: string): string {
  if (/^(?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-z0-9]+$/.test(apiVersion))
    return `${apiVersion.replace('/', '.')}.json`;
  throw new Failure({
    code: 'schemas-not-served',
    message: `the API server serves ${JSON.stringify(apiVersion)}, which is the name of no version`,
  });
}

function summarize(
  collected: readonly Collected[],
  kubernetes: string,
  { staleGroups }: Discovery,
): CollectedSchemas {
  const known = collected.filter(({ document }) => document.kinds.length > 0);
  const documents = new Map(known.map(({ apiVersion, document }) => [apiVersion, document]));
  const index = `${printJson(indexToJson({ kubernetes, documents }), '  ')}\n`;
  return {
    ...{ kubernetes, staleGroups },
    files: new Map([
      ...known.map(({ document, text }) => [document.file, text] as const),
      [SCHEMA_INDEX, index],
    ]),
    kinds: known.reduce((sum, { document }) => sum + document.kinds.length, 0),
    missing: collected.flatMap(({ missing }) => missing),
  };
}
