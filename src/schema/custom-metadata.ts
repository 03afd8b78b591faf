import { once } from './once.ts';
import { ANYTHING } from './read-shape.ts';
import type { Shape } from './shape.ts';

/** What the API server sets itself. Of a custom resource it drops what it cannot read, and says nothing. */
const SERVER_SET: readonly string[] = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
];

/** The metadata of a custom resource, from that of all objects. */
export function customMetadata(metadata: Shape): Shape {
  if (metadata.object === null) return metadata;
  const fields = new Map(metadata.object.fields);
  for (const name of SERVER_SET) fields.set(name, () => ANYTHING);
  return { ...metadata, object: { ...metadata.object, fields } };
}

/** The shape of a kind of custom resources. */
export function withCustomMetadata(shape: Shape): Shape {
  const metadata = shape.object?.fields.get('metadata');
  if (shape.object === null || metadata === undefined) return shape;
  const fields = new Map(shape.object.fields).set(
    'metadata',
    once(() => customMetadata(metadata())),
  );
  return { ...shape, object: { ...shape.object, fields } };
}
