import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InventoryGap, ManagedObject } from '../../../src/model/managed-object.ts';
import { keyText } from '../../../src/model/object-key.ts';
import type { Prune, PruneChange } from '../../../src/model/plan.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import type { Target } from '../../../src/model/target.ts';
import { planPrune, type PrunePolicy } from '../../../src/plan/plan-prune.ts';
import {
  aliasOf,
  arbitraryGaps,
  arbitraryInventory,
  arbitraryPolicy,
  arbitraryTargets,
} from '../../support/arbitraries.ts';
import { manage, managedObject } from '../../support/builders.ts';

interface Run {
  readonly targets: readonly Target[];
  readonly objects: readonly ManagedObject[];
  readonly gaps: readonly InventoryGap[];
  readonly policy: PrunePolicy;
}

const arbitraryRun: fc.Arbitrary<Run> = fc.record({
  targets: arbitraryTargets,
  objects: arbitraryInventory,
  gaps: arbitraryGaps,
  policy: arbitraryPolicy,
});

function plan({ targets, objects, gaps, policy }: Run): readonly PruneChange[] {
  return planPrune(targets, { objects, gaps }, policy);
}

/** Checks one thing about every object that is to be pruned. */
function everyPrune(check: (prune: Prune, run: Run) => void): void {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      for (const change of plan(run)) if (change.op === 'prune') check(change, run);
    }),
    { numRuns: 1000 },
  );
}

test('never prunes an identity of the release, under whatever group it is served', () => {
  everyPrune(({ object }, { targets }) => {
    const wanted = targets.map(({ key }) => keyText(key));
    for (const key of object.aliases) expect(wanted).not.toContain(keyText(key));
  });
});

test('never prunes what may be an identity of the release in a group that could not be listed', () => {
  everyPrune(({ object }, { targets, gaps }) => {
    const hidden = gaps.flatMap(({ group, type }) =>
      targets.filter(({ key }) => key.group === group && (type === null || type.kind === key.kind)),
    );
    const names = hidden.map(({ key }) => keyText({ ...key, group: object.key.group }));
    expect(names).not.toContain(keyText(object.key));
  });
});

test('never prunes what this release applied', () => {
  everyPrune(({ object }, { policy }) => {
    expect(object.checksum).not.toBe(policy.checksum);
  });
});

test('never prunes an object of another deployment, adopting or not', () => {
  everyPrune(({ object }, { policy }) => {
    const claim = object.annotations[OWNER_ANNOTATION] ?? 'default:';
    expect(claim).toMatch(new RegExp(`^${policy.deployment}:`));
  });
});

test('never prunes an object whose annotation names another one', () => {
  everyPrune(({ object }) => {
    const claim = object.annotations[OWNER_ANNOTATION];
    if (claim !== undefined) expect(claim).toMatch(new RegExp(`/${object.key.name}$`));
  });
});

test('never prunes what a controller owns', () => {
  everyPrune(({ object }) => {
    expect(object.owners.some(({ controller }) => controller)).toBe(false);
  });
});

test('never prunes an object whose label is not ours, except when adopting', () => {
  everyPrune(({ object, legacy }, { policy }) => {
    const ours = ['kubernixos', 'kubectl', 'kubectl-client-side-apply', ...policy.fieldManagers];
    if (object.labelManagers.some((manager) => ours.includes(manager))) return;
    expect(policy.adopt && !(legacy && object.labelManagers.length > 0)).toBe(true);
  });
});

test('never prunes a copy of a Service’s labels, adopting or not', () => {
  everyPrune(({ object }) => {
    if (!['Endpoints', 'EndpointSlice'].includes(object.key.kind)) return;
    expect(object.labelManagers).not.toEqual([]);
    expect(object.labelManagers).not.toEqual(['someone']);
  });
});

test('never prunes what asks to be retained', () => {
  everyPrune(({ object }) => {
    const names = Object.keys(object.annotations).filter((name) => name !== OWNER_ANNOTATION);
    expect(names).toEqual([]);
  });
});

test('never prunes a Namespace of Kubernetes itself', () => {
  everyPrune(({ object }) => {
    if (object.key.kind === 'Namespace') expect(object.key.name).not.toBe('kube-system');
  });
});

test('never prunes outside -n and -l', () => {
  everyPrune(({ object }, { policy: { scope } }) => {
    if (scope.namespace !== null) expect(object.key.namespace).toBe(scope.namespace);
    if (scope.selector.length > 0) expect(object.labels['tier']).toBe('web');
  });
});

test('leaves alone what is going already', () => {
  everyPrune(({ object }) => {
    expect(object.terminating).toBe(false);
  });
});

test('decides about every object of another release exactly once, in a fixed order', () => {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      const forward = plan(run);
      expect(plan({ ...run, objects: run.objects.toReversed() })).toEqual(forward);
      expect(forward.map(({ object }) => object).toSorted(byKey)).toEqual(
        run.objects.filter(({ checksum }) => checksum !== run.policy.checksum).toSorted(byKey),
      );
    }),
  );
});

function byKey(a: ManagedObject, b: ManagedObject): number {
  return keyText(a.key) < keyText(b.key) ? -1 : 1;
}

test('prunes what is ours, in scope, and in no release any more', () => {
  fc.assert(
    fc.property(arbitraryRun, ({ targets, policy }) => {
      const object = managedObject({ name: 'dropped', deployment: policy.deployment });
      const open = { ...policy, scope: { namespace: null, selector: [] } };
      const changes = plan({ targets, objects: [object], gaps: [], policy: open });
      expect(changes).toEqual([{ op: 'prune', object, legacy: false }]);
    }),
  );
});

test('an object is in the release also under the group that the inventory saw second', () => {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      const objects = run.targets.map(({ key }) => {
        const seen = managedObject({ namespace: key.namespace, name: key.name });
        return manage({ ...seen, key: aliasOf(key) }, [key]);
      });
      expect(plan({ ...run, objects }).filter(({ op }) => op === 'prune')).toEqual([]);
    }),
  );
});
