import { expect, test } from 'vitest';
import type { Activity } from '../../../src/model/activity.ts';
import { tellOpening } from '../../../src/workflows/tell-opening.ts';

const connecting = { type: 'connecting', prompts: false } as const;

function open() {
  const told: (Activity['type'] | null)[] = [];
  return { ...tellOpening((activity) => told.push(activity?.type ?? null)), told };
}

test('tells of the evaluation first, and of the cluster when that is over', () => {
  const { evaluation, cluster, told } = open();
  evaluation({ type: 'evaluating' });
  cluster(connecting);
  evaluation(null);
  cluster({ type: 'listing', types: 2, done: 1 });
  cluster(null);
  expect(told).toEqual(['evaluating', 'evaluating', 'connecting', 'listing', null]);
});

test('is silent while a program may ask people for credentials', () => {
  const { evaluation, cluster, told } = open();
  evaluation({ type: 'evaluating' });
  cluster({ ...connecting, prompts: true });
  evaluation(null);
  cluster({ type: 'listing', types: 2, done: 1 });
  expect(told).toEqual(['evaluating', null, null, 'listing']);
});
