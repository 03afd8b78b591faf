import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../src/model/json.ts';
import { withoutBookkeeping } from '../../../src/model/bookkeeping.ts';
import { diffObjects } from '../../../src/plan/diff-objects.ts';
import { canonicalText } from '../../../src/model/same-value.ts';
import { applyChanges } from '../../support/apply-changes.ts';
import { arbitraryContent } from '../../support/arbitrary-content.ts';

/** Two contents of one object; at times they hold the same in another order. */
const arbitraryPair = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(arbitraryContent, arbitraryContent) },
  arbitraryContent.map((content) => [content, withReversedLists(content)] as const),
);

function withReversedLists(content: JsonObject): JsonObject {
  const { spec } = content;
  const lists = Object.entries(isJsonObject(spec) ? spec : {});
  const reversed = lists.map(([name, list]): [string, Json] => [
    name,
    isJsonArray(list) ? list.toReversed() : list,
  ]);
  return { ...content, spec: Object.fromEntries(reversed) };
}

test('an object does not differ from itself', () => {
  fc.assert(
    fc.property(arbitraryContent, (object) => {
      expect(diffObjects(object, structuredClone(object))).toEqual([]);
    }),
  );
});

test('where nothing is told, nothing differs but bookkeeping', () => {
  fc.assert(
    fc.property(arbitraryPair, ([before, after]) => {
      const isSame = textOf(before) === textOf(after);
      expect(diffObjects(before, after).length === 0).toBe(isSame);
    }),
  );
});

test('who makes the changes that are told gets the new object', () => {
  fc.assert(
    fc.property(arbitraryPair, ([before, after]) => {
      const made = applyChanges(withoutBookkeeping(before), diffObjects(before, after));
      expect(inAnyOrder(made)).toEqual(inAnyOrder(withoutBookkeeping(after)));
    }),
    { numRuns: 500 },
  );
});

test('no path is told twice, and all are in order', () => {
  fc.assert(
    fc.property(arbitraryPair, ([before, after]) => {
      const paths = diffObjects(before, after).map(({ path }) => path);
      expect(paths).toEqual([...new Set(paths)].sort());
    }),
  );
});

test('no value of a Secret is ever told', () => {
  const arbitraryData = fc.dictionary(
    fc.constantFrom('a', 'tls.key', 'constructor'),
    fc.constantFrom('geheim1', 'geheim2', ['geheim3'], { geheim: 'geheim4' }),
  );
  const arbitrarySecret = fc
    .tuple(arbitraryContent, fc.record({ data: arbitraryData, stringData: arbitraryData }))
    .map(([content, data]): JsonObject => ({
      ...content,
      apiVersion: 'v1',
      kind: 'Secret',
      ...data,
    }));
  fc.assert(
    fc.property(arbitrarySecret, arbitrarySecret, fc.boolean(), (before, after, isNew) => {
      expect(canonicalText(asJson(diffObjects(isNew ? {} : before, after)))).not.toContain(
        'geheim',
      );
    }),
  );
});

function textOf(object: JsonObject): string {
  return canonicalText(withoutBookkeeping(object));
}

/** The place of what is told by its keys is not told: lists are compared as bags here. */
function inAnyOrder(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(inAnyOrder).toSorted((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, inAnyOrder(field)]),
  );
}

function asJson(changes: ReturnType<typeof diffObjects>): Json {
  return changes.map((change) => ({ ...change }));
}
