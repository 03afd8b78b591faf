import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InventoryGap, ManagedObject } from '../../../src/model/managed-object.ts';
import { keyText } from '../../../src/model/object-key.ts';
import type { Prune, PruneChange } from '../../../src/model/plan.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import type { Target } from '../../../src/model/target.ts';
import { KEEP_RULES, type KeepRule, type KeepRuleName } from '../../../src/plan/keep-rules.ts';
import { planPrune } from '../../../src/plan/plan-prune.ts';
import type { PrunePolicy } from '../../../src/plan/prune-policy.ts';
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

function plan(run: Run, rules: readonly KeepRule[] = ALL): readonly PruneChange[] {
  const { targets, objects, gaps, policy } = run;
  return planPrune(targets, { objects, gaps }, policy, rules);
}

const ALL: readonly KeepRule[] = Object.values(KEEP_RULES);

interface Vow {
  /** What is never pruned. */
  readonly never: string;
  /** Written from the words of the rule, not from its code. */
  readonly isBroken: (prune: Prune, run: Run) => boolean;
}

const PROMISES: Readonly<Record<KeepRuleName, Vow>> = {
  'in the manifests': {
    never: 'an identity of the release, under whatever group it is served',
    isBroken: ({ object }, { targets }) => {
      const wanted = targets.map(({ key }) => keyText(key));
      return object.aliases.some((key) => wanted.includes(keyText(key)));
    },
  },
  'maybe in the manifests': {
    never: 'what may be an identity of the release in a group that could not be listed',
    isBroken: ({ object }, { targets, gaps }) => {
      const hidden = gaps.flatMap(({ group, type }) =>
        targets.filter(
          ({ key }) => key.group === group && (type === null || type.kind === key.kind),
        ),
      );
      const names = hidden.map(({ key }) => keyText({ ...key, group: object.key.group }));
      return names.includes(keyText(object.key));
    },
  },
  'label of something else': {
    never: 'what carries a label of our name that is no checksum',
    isBroken: ({ object }) => object.checksum.length !== 62,
  },
  'owned by a controller': {
    never: 'what a controller owns',
    isBroken: ({ object }) => object.owners.some(({ controller }) => controller),
  },
  'copied annotation': {
    never: 'an object whose annotation names another one',
    isBroken: ({ object }) => {
      const claim = object.annotations[OWNER_ANNOTATION];
      return claim !== undefined && !claim.endsWith(`/${object.key.name}`);
    },
  },
  'other deployment': {
    never: 'an object of another deployment, adopting or not',
    isBroken: ({ object }, { policy }) => {
      const claim = object.annotations[OWNER_ANNOTATION] ?? 'default:';
      return !claim.startsWith(`${policy.deployment}:`);
    },
  },
  'copied label': {
    never: 'a copy of a Service’s labels, adopting or not',
    isBroken: ({ object }) =>
      ['Endpoints', 'EndpointSlice'].includes(object.key.kind) &&
      ['', 'someone'].includes(object.labelManagers.join()),
  },
  'unclear label': {
    never: 'an object whose label is not ours, except when adopting',
    isBroken: ({ object, legacy }, { policy }) => {
      const ours = ['kubernixos', 'kubectl', 'kubectl-client-side-apply', ...policy.fieldManagers];
      if (object.labelManagers.some((manager) => ours.includes(manager))) return false;
      return !policy.adopt || (legacy && object.labelManagers.length > 0);
    },
  },
  'out of scope': {
    never: 'what lies outside -n and -l',
    isBroken: ({ object }, { policy: { scope } }) =>
      (scope.namespace !== null && object.key.namespace !== scope.namespace) ||
      (scope.selector.length > 0 && object.labels['tier'] !== 'web'),
  },
  'being deleted': {
    never: 'what is going already',
    isBroken: ({ object }) => object.terminating,
  },
  'built-in Namespace': {
    never: 'a Namespace of Kubernetes itself',
    isBroken: ({ object }) => object.key.kind === 'Namespace' && object.key.name === 'kube-system',
  },
  retained: {
    never: 'what asks to be retained',
    isBroken: ({ object }) =>
      Object.keys(object.annotations).some((name) => name !== OWNER_ANNOTATION),
  },
};

describe.each(Object.entries(PROMISES))('%s', (name, { never, isBroken }) => {
  /** That no object breaks the promise, decided by these rules. */
  const promise = (rules: readonly KeepRule[]) =>
    fc.property(arbitraryRun, (run) => {
      for (const change of plan(run, rules))
        if (change.op === 'prune') expect(isBroken(change, run)).toBe(false);
    });

  test(`never prunes ${never}`, () => {
    fc.assert(promise(ALL), { numRuns: 1000 });
  });

  test('breaks that promise without this rule', () => {
    const others = Object.entries(KEEP_RULES).filter(([other]) => other !== name);
    const broken = fc.check(promise(others.map(([, rule]) => rule)), { numRuns: 100_000 });
    expect(broken.failed).toBe(true);
  });
});

test('never prunes what this release applied', () => {
  fc.assert(
    fc.property(arbitraryRun, (run) => {
      for (const { object } of plan(run)) expect(object.checksum).not.toBe(run.policy.checksum);
    }),
    { numRuns: 1000 },
  );
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
