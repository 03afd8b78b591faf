import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pruneWaves, WAVES } from '../../../src/plan/prune-waves.ts';
import { arbitraryInventory } from '../../support/arbitraries.ts';
import { managedObject, pruneOf, TYPES } from '../../support/builders.ts';

test('keeps every deletion exactly once, in the order given within its wave', () => {
  fc.assert(
    fc.property(arbitraryInventory, (objects) => {
      const prunes = objects.map(pruneOf);
      const waves = pruneWaves(prunes);
      const flat = waves.flatMap((wave) => wave.prunes);
      expect(new Set(flat)).toEqual(new Set(prunes));
      expect(flat).toHaveLength(prunes.length);
      for (const wave of waves)
        expect(wave.prunes).toEqual(prunes.filter((prune) => wave.prunes.includes(prune)));
    }),
  );
});

test('runs its waves in one order, without empty ones', () => {
  fc.assert(
    fc.property(arbitraryInventory, (objects) => {
      const waves = pruneWaves(objects.map(pruneOf));
      const order = waves.map(({ name }) => WAVES.indexOf(name));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(waves.filter(({ prunes }) => prunes.length === 0)).toEqual([]);
    }),
  );
});

test.each([
  ['interceptors', TYPES.WebhookConfiguration],
  ['interceptors', TYPES.ApiService],
  ['interceptors', TYPES.AdmissionPolicy],
  ['interceptors', TYPES.AdmissionPolicyBinding],
  ['custom-resources', TYPES.Widget],
  ['custom-resources', TYPES.Gadget],
  ['custom-resources', { ...TYPES.Widget, group: 'gateway.networking.k8s.io' }],
  ['workloads', TYPES.Deployment],
  ['workloads', TYPES.Job],
  ['workloads', TYPES.Pod],
  ['configuration', TYPES.ConfigMap],
  ['configuration', TYPES.Service],
  ['configuration', TYPES.ClusterRole],
  ['configuration', TYPES.Ingress],
  ['definitions', TYPES.CustomResourceDefinition],
  ['namespaces', TYPES.Namespace],
])('deletes in wave %s a $kind of group $group', (name, type) => {
  expect(pruneWaves([pruneOf(managedObject({ type }))])[0]?.name).toBe(name);
});

test('deletes a definition right after the custom resources where its end deletes some', () => {
  const definition = managedObject({ type: TYPES.CustomResourceDefinition });
  const operator = managedObject({ type: TYPES.Deployment });
  const widget = managedObject({ type: TYPES.Widget });
  const waves = pruneWaves([definition, operator, widget].map(pruneOf), new Set([definition]));
  const names = waves.map(({ name }) => name);
  expect(names).toEqual(['custom-resources', 'filled-definitions', 'workloads']);
});

test('waits for a definition that was deleted earlier, while its operator lives', () => {
  const type = TYPES.CustomResourceDefinition;
  const object = managedObject({ type, terminating: true, finalizers: ['clean-up'] });
  const reason = { type: 'terminating', finalizers: object.finalizers } as const;
  const operator = pruneOf(managedObject({ type: TYPES.Deployment }));
  const [first] = pruneWaves([{ op: 'keep', object, reason }, operator]);
  expect(first).toEqual({ name: 'custom-resources', prunes: [], awaited: [object] });
});

test('waits for custom resources that garbage collection takes along, and for nothing else', () => {
  const parent = managedObject({ type: TYPES.Widget, name: 'parent' });
  const owners = [{ uid: parent.uid, kind: 'Widget', name: 'parent', controller: true }];
  const child = managedObject({ type: TYPES.Gadget, name: 'child', owners });
  const others = [
    managedObject({ type: TYPES.ConfigMap, name: 'child', owners }),
    managedObject({ type: TYPES.Gadget, name: 'other' }),
  ];
  const [wave] = pruneWaves([pruneOf(parent)], new Set(), [parent, child, ...others]);
  expect(wave?.awaited).toEqual([child]);
});

test('waits for what is being deleted in a container that goes', () => {
  const operator = pruneOf(managedObject({ type: TYPES.Deployment }));
  const dying = managedObject({ type: TYPES.Widget, name: 'dying', terminating: true });
  const reason = { type: 'terminating', finalizers: [] } as const;
  const changes = [operator, { op: 'keep', object: dying, reason } as const];
  const [wave] = pruneWaves(changes, new Set(), [dying, dying]);
  expect(wave).toEqual({ name: 'custom-resources', prunes: [], awaited: [dying] });
});

test('deletes an APIService after the objects that only it leads to', () => {
  const waves = (group: string) => {
    const api = managedObject({ type: TYPES.ApiService, name: `v1.${group}` });
    const widget = managedObject({ type: TYPES.Widget });
    return pruneWaves([api, widget].map(pruneOf)).map(({ name }) => name);
  };
  expect(waves('example.com')).toEqual(['custom-resources', 'definitions']);
  expect(waves('example.org')).toEqual(['interceptors', 'custom-resources']);
});
