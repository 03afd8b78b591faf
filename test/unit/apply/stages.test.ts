import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stagesOf } from '../../../src/apply/stages.ts';
import { arbitraryTargets } from '../../support/arbitraries.ts';
import { target, TYPES } from '../../support/builders.ts';

test.each([
  ['foundations', TYPES.Namespace],
  ['foundations', TYPES.CustomResourceDefinition],
  ['objects', TYPES.ConfigMap],
  ['objects', TYPES.Widget],
  ['interceptors', TYPES.WebhookConfiguration],
  ['interceptors', TYPES.ApiService],
])('applies in stage %s a $kind', (name, type) => {
  expect(stagesOf([target({ type })]).map((stage) => stage.name)).toEqual([name]);
});

test('keeps every target once, in an order that the order of the manifests does not change', () => {
  fc.assert(
    fc.property(arbitraryTargets, (targets) => {
      const stages = stagesOf(targets);
      expect(stagesOf(targets.toReversed())).toEqual(stages);
      expect(new Set(stages.flatMap((stage) => stage.targets))).toEqual(new Set(targets));
    }),
  );
});

test('applies a Namespace along with what lies in it where nothing waits for it', () => {
  const namespace = target({ type: TYPES.Namespace, name: 'settled' });
  const waiting = target({ type: TYPES.Namespace, name: 'new' });
  const map = target({ namespace: 'settled' });
  expect(stagesOf([map, waiting, namespace], (one) => one === namespace)).toEqual([
    { name: 'foundations', targets: [waiting] },
    { name: 'objects', targets: [namespace, map] },
  ]);
});

test('leaves out empty stages', () => {
  expect(stagesOf([])).toEqual([]);
});
