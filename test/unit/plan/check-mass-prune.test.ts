import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure.ts';
import type { Keep, KeepReason, PruneChange } from '../../../src/model/plan.ts';
import {
  asIfReleased,
  checkMassPrune,
  type MassPruneFacts,
} from '../../../src/plan/check-mass-prune.ts';
import { managedObject, pruneOf, TYPES } from '../../support/builders.ts';

/** The failure's message, or null where the run may go on. */
function guard(facts: Partial<MassPruneFacts>): string | null {
  try {
    checkMassPrune({ changes: [], manifests: 1, shared: 0, ...facts });
    return null;
  } catch (error) {
    if (error instanceof Failure && error.code === 'mass-prune') return error.message;
    throw error;
  }
}

function prunes(count: number): readonly PruneChange[] {
  return Array.from({ length: count }, (_, index) =>
    pruneOf(managedObject({ name: String(index) })),
  );
}

function keeps(count: number, reason: KeepReason): readonly PruneChange[] {
  return Array.from({ length: count }, (_, index) => ({
    op: 'keep',
    object: managedObject({ name: `kept-${String(index)}` }),
    reason,
  }));
}

test('an empty release must not delete a single object', () => {
  expect(guard({ changes: prunes(1), manifests: 0 })).toContain('the release is empty');
});

test('an empty release over an empty inventory is no danger', () => {
  expect(guard({ manifests: 0 })).toBeNull();
});

test.each([
  ['lets go a small deployment that is wholly new', 9, 0, null],
  ['stops one of 10 objects', 10, 0, 'none of the 10 live objects'],
  ['lets go half of 10', 5, 5, null],
  ['stops at more than half of 10', 6, 4, 'delete 6 of the 10 live objects'],
  ['lets go more than half of 9', 8, 1, null],
])('%s', (_, pruned, shared, message) => {
  const complaint = guard({ changes: prunes(pruned), shared });
  if (message === null) expect(complaint).toBeNull();
  else expect(complaint).toContain(message);
});

test.each<[KeepReason]>([
  [{ type: 'retained', by: '' }],
  [{ type: 'out-of-scope' }],
  [{ type: 'terminating', finalizers: [] }],
  [{ type: 'in-use', by: [] }],
  [{ type: 'contents', contents: [] }],
  [{ type: 'contents-unknown', gaps: [] }],
])('counts what is kept as $type to the deployment', (reason) => {
  expect(guard({ changes: [...prunes(9), ...keeps(1, reason)] })).toContain('of the 10');
});

test.each<[KeepReason]>([
  [{ type: 'other-deployment', deployment: 'other' }],
  [{ type: 'owned', by: '' }],
  [{ type: 'copied-annotation', from: '' }],
  [{ type: 'unclear', managers: [] }],
])('does not count what is kept as $type to the deployment', (reason) => {
  expect(guard({ changes: [...prunes(6), ...keeps(20, reason)], shared: 4 })).not.toBeNull();
});

test('never lets go more than half of 10 or more, and never stops what deletes nothing', () => {
  const count = fc.nat({ max: 30 });
  fc.assert(
    fc.property(count, count, count, (pruned, shared, retained) => {
      const changes = [...prunes(pruned), ...keeps(retained, { type: 'retained', by: '' })];
      const total = pruned + shared + retained;
      const stopped = guard({ changes, shared }) !== null;
      const dangerous = pruned > 0 && total >= 10 && (shared === 0 || pruned * 2 > total);
      expect(stopped).toBe(dangerous);
    }),
  );
});

test('counts a kept Namespace as gone with what is ours in it, and with nothing else', () => {
  const [inside, outside] = keeps(2, { type: 'out-of-scope' });
  const unclear: Keep = {
    op: 'keep',
    object: managedObject({ name: 'unclear' }),
    reason: { type: 'unclear', managers: [] },
  };
  const container: Keep = {
    op: 'keep',
    object: managedObject({ type: TYPES.Namespace, name: 'shop' }),
    reason: { type: 'contents', contents: [] },
  };
  const changes = [container, inside, outside, unclear].filter((change) => change !== undefined);
  const uids = new Set([inside, unclear].map((change) => change?.object.uid ?? ''));
  expect(asIfReleased(changes, container, uids).map(({ op }) => op)).toEqual([
    ...['prune', 'prune', 'keep', 'keep'],
  ]);
});
