import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { objectAt, textAt } from '../model/json-path.ts';
import { withCustomMetadata } from './custom-metadata.ts';
import { ignoreStatus } from './ignore-status.ts';
import { once } from './once.ts';
import { ANYTHING, readShape } from './read-shape.ts';
import type { Dialect, Shape } from './shape.ts';

/** The definitions of a document of OpenAPI v3. */
export interface Definitions {
  /** The shape of a kind; null where the document has none. */
  readonly ofKind: (kind: string) => Shape | null;
  /** The shape of a definition by its name; anything where there is none. */
  readonly named: (name: string) => Shape;
}

/** Reads a document of one apiVersion. Each definition is read when it is needed. */
export function readDocument(document: JsonObject, apiVersion: string): Definitions {
  const schemas = objectAt(document, 'components', 'schemas');
  const shapes = new Map<string, Shape>();
  const kinds = kindsOf(schemas, apiVersion);
  const read = (name: string, dialect: Dialect): Shape => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const schema = fieldOf(schemas, name);
    const context = { dialect, resolve: named, definition: name, partial: false };
    const shape = schema === undefined ? ANYTHING : readShape(schema, context);
    shapes.set(name, shape);
    return shape;
  };
  const named = (name: string) => read(name, 'builtin');
  const ofKinds = new Map(
    [...kinds].map(([kind, name]) => [kind, once(() => readKind(name, read, document))]),
  );
  return { named, ofKind: (kind) => ofKinds.get(kind)?.() ?? null };
}

function readKind(
  name: string,
  read: (name: string, dialect: Dialect) => Shape,
  document: JsonObject,
): Shape {
  const dialect = dialectOf(document);
  const served = read(name, dialect);
  const shape = dialect === 'custom' ? withCustomMetadata(served) : served;
  const schema = fieldOf(objectAt(document, 'components', 'schemas'), name);
  return hasStatus(schema) ? ignoreStatus(shape) : shape;
}

/** Marks a kind whose status is a resource of its own, in saved schemas. */
export const STATUS_MARK = 'x-kubernixos-status-subresource';

function hasStatus(schema: Json | undefined): boolean {
  return isJsonObject(schema) && schema[STATUS_MARK] === true;
}

/** The API server gives this title to what CustomResourceDefinitions say, and to nothing else. */
const CUSTOM_TITLE = 'Kubernetes CRD Swagger';

function dialectOf(document: JsonObject): Dialect {
  return textAt(document, 'info', 'title') === CUSTOM_TITLE ? 'custom' : 'builtin';
}

/** Kinds of an apiVersion, with the names of their definitions. */
export function kindsOf(schemas: JsonObject, apiVersion: string): ReadonlyMap<string, string> {
  const kinds = Object.entries(schemas).flatMap(([name, schema]) =>
    identitiesOf(schema)
      .filter((identity) => identity.apiVersion === apiVersion)
      .map(({ kind }) => [kind, name] as const),
  );
  return new Map(kinds);
}

function identitiesOf(
  schema: Json,
): readonly { readonly apiVersion: string; readonly kind: string }[] {
  if (!isJsonObject(schema)) return [];
  const identities = schema['x-kubernetes-group-version-kind'];
  return (isJsonArray(identities) ? identities : []).filter(isJsonObject).map((identity) => {
    const [group, version] = [textAt(identity, 'group'), textAt(identity, 'version')];
    return {
      apiVersion: group === '' ? version : `${group}/${version}`,
      kind: textAt(identity, 'kind'),
    };
  });
}
