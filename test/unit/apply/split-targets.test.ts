import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitTargets } from '../../../src/apply/split-targets.ts';
import { target } from '../../support/builders.ts';

const targets = (count: number) =>
  Array.from({ length: count }, (_, index) => target({ name: String(index) }));

test.each([
  ['near', 1, 199, 1],
  ['near', 1, 200, 2],
  ['near', 15, 5000, 2],
  ['far', 16, 99, 1],
  ['far', 16, 100, 2],
  ['far', 40, 250, 5],
  ['far', 40, 5000, 8],
  ['of unknown distance', Infinity, 1, 1],
])('%s (%s ms), %i objects go to %i processes', (_, milliseconds, count, processes) => {
  expect(splitTargets(targets(count), milliseconds).length).toBe(processes);
});

test('every target goes to one process, in its order, and no process goes without', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, noNaN: true }), (count, milliseconds) => {
      const all = targets(count);
      const parts = splitTargets(all, milliseconds);
      expect(parts.flat()).toEqual(all);
      if (count > 0) expect(parts.every((part) => part.length > 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
