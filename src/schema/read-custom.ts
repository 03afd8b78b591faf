import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, objectAt, textAt } from '../model/json-path.ts';
import type { Manifest } from '../model/manifest.ts';
import { customMetadata } from './custom-metadata.ts';
import { ignoreStatus } from './ignore-status.ts';
import { once } from './once.ts';
import { ANYTHING, OBJECT_META, readShape } from './read-shape.ts';
import type { Shape, ShapeOf } from './shape.ts';

/** A kind that a CustomResourceDefinition of the release defines. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly shape: Shape;
}

/**
 * The kinds that a CustomResourceDefinition defines, in each version that is served. `named` gives the
 * shapes of definitions that all objects share.
 */
export function readCustomKinds(
  { object }: Manifest,
  named: (definition: string) => Shape,
): readonly CustomKind[] {
  const group = textAt(object, 'spec', 'group');
  const kind = textAt(object, 'spec', 'names', 'kind');
  return listAt(object, 'spec', 'versions')
    .filter(isJsonObject)
    .filter((version) => version['served'] === true)
    .map((version) => ({
      apiVersion: `${group}/${textAt(version, 'name')}`,
      kind,
      shape: readVersion(version, named),
    }));
}

function readVersion(version: JsonObject, named: (definition: string) => Shape): Shape {
  const schema = objectAt(version, 'schema', 'openAPIV3Schema');
  const shape = readShape(schema, {
    dialect: 'custom',
    resolve: named,
    definition: null,
    partial: false,
  });
  const whole = withCommonFields(shape, objectAt(schema, 'properties', 'metadata'), named);
  return 'status' in objectAt(version, 'subresources') ? ignoreStatus(whole) : whole;
}

/** Every object has them, whatever its schema says. */
function withCommonFields(
  shape: Shape,
  metadata: JsonObject,
  named: (definition: string) => Shape,
): Shape {
  if (shape.object === null) return shape;
  const text = once((): Shape => ({ ...ANYTHING, accepts: 'text' }));
  const common: readonly [string, ShapeOf][] = [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', once(() => withConditions(customMetadata(named(OBJECT_META)), metadata))],
  ];
  return {
    ...shape,
    object: { ...shape.object, fields: new Map([...shape.object.fields, ...common]) },
  };
}

/** What a definition says of names comes on top of what holds for all. */
function withConditions(shape: Shape, schema: JsonObject): Shape {
  const context = { dialect: 'custom', resolve: () => ANYTHING, definition: null } as const;
  const condition = readShape(schema, { ...context, partial: true });
  return { ...shape, logic: { allOf: [condition], anyOf: [], oneOf: [], not: null } };
}
