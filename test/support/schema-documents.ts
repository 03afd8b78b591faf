import type { JsonObject } from '../../src/model/json.ts';
import { printJson } from '../../src/model/exact-json.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const text = { type: 'string' };
const reference = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] });

/** The fields that every object has. */
const COMMON = { apiVersion: text, kind: text, metadata: reference(META) };

const OBJECT_META = {
  type: 'object',
  properties: {
    annotations: { type: 'object', additionalProperties: text },
    creationTimestamp: { type: 'string', format: 'date-time' },
    finalizers: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
    labels: { type: 'object', additionalProperties: text },
    name: text,
    namespace: text,
  },
};

/** What a kind is in a document: its schema, as the API server serves it. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: JsonObject;
}

/** A kind with the fields that all have and some of its own. */
export function servedKind(
  apiVersion: string,
  kind: string,
  properties: JsonObject,
  more: JsonObject = {},
): ServedKind {
  const schema = { type: 'object', properties: { ...COMMON, ...properties }, ...more };
  return { apiVersion, kind, schema };
}

/** A document of OpenAPI v3 for the kinds of one apiVersion; `definitions` are what they refer to. */
export function schemaDocument(
  kinds: readonly ServedKind[],
  options: { readonly custom?: boolean; readonly definitions?: JsonObject } = {},
): JsonObject {
  const schemas = kinds.map(({ apiVersion, kind, schema }) => {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const identity = { 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
    return [`com.example.${version}.${kind}`, { ...schema, ...identity }] as const;
  });
  const title = options.custom === true ? 'Kubernetes CRD Swagger' : 'Kubernetes';
  return {
    ...{ openapi: '3.0.0', info: { title, version: '1.36' }, paths: {} },
    components: {
      schemas: { [META]: OBJECT_META, ...options.definitions, ...Object.fromEntries(schemas) },
    },
  };
}

/** The files of a directory of schemas, by their names. */
export function schemaFilesOf(
  documents: Readonly<
    Record<string, { readonly kinds: readonly string[]; readonly document: JsonObject }>
  >,
  kubernetes = 'v1.36.3',
): Readonly<Record<string, string>> {
  const entries = Object.entries(documents).map(([apiVersion, { kinds, document }]) => ({
    ...{ apiVersion, kinds, document },
    file: `${apiVersion.replace('/', '.')}.json`,
  }));
  const index = entries.map(
    ({ apiVersion, file, kinds }) => [apiVersion, { file, kinds }] as const,
  );
  return {
    'kubernixos-schemas.json': printJson({
      ...{ format: 1, kubernetes },
      documents: Object.fromEntries(index),
    }),
    ...Object.fromEntries(entries.map(({ file, document }) => [file, printJson(document)])),
  };
}

/** What a CustomResourceDefinition has to have for our own to be read: the metadata of objects. */
export const definitionDocument = schemaDocument([
  servedKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  }),
]);
