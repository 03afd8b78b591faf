import { expect, test } from 'vitest';
import { selectMachines } from '../../../src/machine/select-machines.ts';
import type { Machine } from '../../../src/model/machine.ts';

const machines = ['node1', 'node2', 'other'].map((name) => ({ name }) as Machine);
const namesOf = (names: readonly string[]) =>
  selectMachines(machines, names).map(({ name }) => name);

test('no name means all', () => {
  expect(namesOf([])).toEqual(['node1', 'node2', 'other']);
});

test('names mean these, in their order', () => {
  expect(namesOf(['other', 'node1'])).toEqual(['other', 'node1']);
});

test('another name is told with the nearest one', () => {
  expect(() => namesOf(['node3'])).toThrow(
    expect.objectContaining({
      message: 'there is no machine "node3"',
      hint: 'Did you mean node1? Machines are node1, node2, other.',
    }),
  );
});
