import { isJsonObject, type JsonObject } from '../model/json.ts';
import { listAt, objectAt, textAt } from '../model/json-path.ts';
import type { Manifest } from '../model/manifest.ts';
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
  return shape.object === null ? shape : withCommonFields(shape, named);
}

/** Every object has them, whatever its schema says. */
function withCommonFields(shape: Shape, named: (definition: string) => Shape): Shape {
  if (shape.object === null) return shape;
  const text: ShapeOf = () => ({ ...ANYTHING, accepts: 'text' });
  const common: readonly [string, ShapeOf][] = [
    ['apiVersion', text],
    ['kind', text],
    ['metadata', () => named(OBJECT_META)],
  ];
  return {
    ...shape,
    object: { ...shape.object, fields: new Map([...shape.object.fields, ...common]) },
  };
}
