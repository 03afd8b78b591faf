import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/model/outcome.ts';
import { countOutcomes, outcomeLines } from '../../../src/report/outcomes.ts';
import { styleFor } from '../../../src/report/style.ts';
import { liveObject, TYPES } from '../../support/builders.ts';

const { key } = liveObject({ type: TYPES.Deployment });
const plain = styleFor(false);

test('says what happened to each object, and why', () => {
  const outcomes: Outcome[] = [
    { key, status: 'created' },
    {
      key: liveObject({ type: TYPES.Namespace, name: 'shop' }).key,
      status: 'failed',
      message: 'no',
    },
    { key, status: 'kept', message: 'it changed', reason: { type: 'retained', by: 'a/b: \u001b' } },
  ];
  expect(outcomeLines(outcomes, plain, false)).toEqual([
    'created     Deployment.apps shop/web',
    'failed      Namespace shop: no',
    'kept        Deployment.apps shop/web: it changed: retained by its annotation a/b: \\u001b',
  ]);
});

test('only counts what is unchanged', () => {
  const outcomes: Outcome[] = [
    { key, status: 'unchanged' },
    { key, status: 'unchanged' },
    { key, status: 'failed' },
    { key, status: 'created' },
  ];
  expect(outcomeLines(outcomes, plain, false)).toHaveLength(2);
  expect(countOutcomes(outcomes, false)).toBe('1 created, 2 unchanged, 1 failed');
});

test('says of a dry run what it would do', () => {
  const outcomes: Outcome[] = [
    { key, status: 'applied' },
    { key, status: 'planned', message: 'its Namespace is created first' },
    { key, status: 'pruned' },
  ];
  expect(outcomeLines(outcomes, plain, true)).toEqual([
    'would apply Deployment.apps shop/web',
    'planned     Deployment.apps shop/web: its Namespace is created first',
    'would prune Deployment.apps shop/web',
  ]);
  expect(countOutcomes(outcomes, true)).toBe('1 would be applied, 1 planned, 1 would be pruned');
});

test('says that there was nothing to do', () => {
  expect(countOutcomes([], false)).toBe('nothing to do');
});

test('a message of the server does not command the terminal, nor begins a line', () => {
  const message = 'x\n\u001b[2Jcreated     Deployment.apps shop/web';
  expect(outcomeLines([{ key, status: 'failed', message }], plain, false)).toEqual([
    'failed      Deployment.apps shop/web: x\\n\\u001b[2Jcreated     Deployment.apps shop/web',
  ]);
});

test('colours the status alone', () => {
  const [line] = outcomeLines([{ key, status: 'created' }], styleFor(true), false);
  expect(line).toBe('\u001b[32mcreated    \u001b[39m Deployment.apps shop/web');
});
