import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { OWNER_ANNOTATION, RELEASE_LABEL } from '../../src/model/release.ts';

/* Few names and values, so that two contents often agree in part. */

const arbitraryScalar: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  'a',
  'b',
  '1',
  1,
  2,
  true,
  null,
  2n ** 60n,
);

/** Plain names, names that need quotes, and names that every object inherits. */
const arbitraryName = fc.constantFrom('a', 'b', 'a.b', '0', '', 'x]y', 'constructor', '__proto__');

function object(value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  const field = fc.tuple(arbitraryName, value);
  const fields = fc.uniqueArray(field, { selector: ([name]) => name, maxLength: 4 });
  return fields.map((some): JsonObject => Object.fromEntries<Json>(some));
}

const arbitraryFields = object(arbitraryScalar);

/** Elements that often, but not always, can be told apart by `keys`. */
function list(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<readonly Json[]> {
  const key: fc.Arbitrary<JsonObject> = fc.record(keys);
  const element = fc.oneof({ weight: 3, arbitrary: key }, arbitraryFields);
  const whole = fc.uniqueArray(fc.tuple(key, arbitraryFields), {
    selector: ([some]) => JSON.stringify(some),
    maxLength: 4,
  });
  return fc.oneof(
    fc.array(element, { maxLength: 3 }),
    whole.map((some) => some.map(([own, more]): JsonObject => ({ ...more, ...own }))),
  );
}

const arbitraryElementName = fc.constantFrom('a', 'b', 'c', '1', 'x,y=z');

const arbitraryLists = fc.record(
  {
    args: fc.array(fc.constantFrom('-a', '-b', '-c', '-d'), { maxLength: 5 }),
    containers: list({ name: arbitraryElementName }),
    ports: list({
      containerPort: fc.constantFrom(80, 443),
      protocol: fc.constantFrom('TCP', 'UDP'),
    }),
    rows: fc.array(fc.array(arbitraryScalar, { maxLength: 3 }), { maxLength: 3 }),
    rules: fc.array(arbitraryFields, { maxLength: 4 }),
    subjects: list({ kind: fc.constantFrom('User', 'Group'), name: arbitraryElementName }),
  },
  { requiredKeys: [] },
);

const arbitraryMetadata = fc.record(
  {
    annotations: marked(OWNER_ANNOTATION),
    finalizers: fc.uniqueArray(fc.constantFrom('x/a', 'x/b', 'x/c')),
    labels: marked(RELEASE_LABEL),
    resourceVersion: fc.constantFrom('1', '2'),
  },
  { requiredKeys: [] },
);

function marked(mark: string): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(arbitraryFields, fc.constantFrom('1', '2'))
    .map(([fields, value]) => ({ ...fields, [mark]: value }));
}

/** What an object of some kind may hold. */
export const arbitraryContent: fc.Arbitrary<JsonObject> = fc
  .tuple(arbitraryMetadata, arbitraryLists, fc.option(arbitraryFields))
  .map(([metadata, lists, data]) => ({
    kind: 'Widget',
    metadata: { name: 'web', ...metadata },
    spec: { ...lists },
    ...(data === null ? {} : { data }),
  }));
