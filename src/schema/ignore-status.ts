import { once } from './once.ts';
import type { ObjectRules, Shape, ShapeOf } from './shape.ts';

/**
 * The shape of a kind whose status is another resource: the API server throws the status of a manifest
 * away, and looks before only at its types and the names of its fields.
 */
export function ignoreStatus(shape: Shape): Shape {
  const status = shape.object?.fields.get('status');
  if (shape.object === null || status === undefined) return shape;
  const fields = new Map(shape.object.fields).set('status', later(status));
  return { ...shape, object: { ...shape.object, fields } };
}

function later(shapeOf: ShapeOf): ShapeOf {
  return once(() => typesOnly(shapeOf()));
}

function typesOnly(shape: Shape): Shape {
  const { accepts, object, list } = shape;
  return {
    ...shape,
    nulls: 'allowed',
    object: object === null ? null : namesOnly(object),
    list: list === null ? null : { ...list, ...WITHOUT_BOUNDS, items: orNull(list.items) },
    text: null,
    number: null,
    choices: null,
    logic: null,
    accepts: accepts === 'integer' ? 'number' : accepts === 'quantity' ? null : accepts,
  };
}

const WITHOUT_BOUNDS = { fewest: null, most: null } as const;

function namesOnly(object: ObjectRules): ObjectRules {
  const fields = [...object.fields].map(([name, shapeOf]) => [name, later(shapeOf)] as const);
  return {
    ...object,
    ...WITHOUT_BOUNDS,
    definition: null,
    required: [],
    fields: new Map(fields),
    values: orNull(object.values),
  };
}

function orNull(shapeOf: ShapeOf | null): ShapeOf | null {
  return shapeOf === null ? null : later(shapeOf);
}
