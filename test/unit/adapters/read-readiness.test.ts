import { expect, test } from 'vitest';
import { readReadiness } from '../../../src/adapters/read-readiness.ts';

const deletionTimestamp = '2026-01-01T00:00:00Z';

function definition(...conditions: readonly object[]): object {
  return { metadata: { uid: 'u' }, status: { conditions } };
}

test.each<[string, object, boolean]>([
  ['an Active Namespace', { status: { phase: 'Active' } }, true],
  ['a Namespace of no phase yet', {}, false],
  [
    'an Active Namespace that is being deleted',
    { metadata: { deletionTimestamp }, status: { phase: 'Active' } },
    false,
  ],
  ['a Terminating Namespace', { status: { phase: 'Terminating' } }, false],
  ['an Established definition', definition({ type: 'Established', status: 'True' }), true],
  [
    'a definition that is not Established',
    definition({ type: 'Established', status: 'False' }),
    false,
  ],
  [
    'a definition that is only accepted',
    definition({ type: 'NamesAccepted', status: 'True' }),
    false,
  ],
  ['something that is no object', [], false],
])('knows whether %s is ready', (_, object, ready) => {
  expect(readReadiness(object).ready).toBe(ready);
});

test.each<[string, object, string]>([
  ['what is being deleted', { metadata: { deletionTimestamp } }, 'it is being deleted'],
  [
    'names that are taken',
    definition(
      { type: 'Established', status: 'False', message: 'not all names are accepted' },
      { type: 'NamesAccepted', status: 'False', message: '"Widget" is already in use' },
    ),
    '"Widget" is already in use',
  ],
  [
    'what Established waits for',
    definition({ type: 'Established', status: 'False', message: 'the initial names' }),
    'the initial names',
  ],
])('says of %s what it waits for', (_, object, detail) => {
  expect(readReadiness(object).detail).toBe(detail);
});
