import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { keyText } from '../../../src/model/object-key.ts';
import { claimNames, parseOwnerClaim } from '../../../src/model/owner-annotation.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import type { Target } from '../../../src/model/target.ts';
import { retainedBy } from '../../../src/plan/retention.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import { arbitraryObject, arbitraryObjects, arbitraryTargets } from '../../support/arbitraries.ts';
import { kubectlArguments, liveObject, release, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { type FakeCluster, fakeCluster } from '../../support/fake-cluster.ts';
import { fakeKubectl } from '../../support/fake-kubectl.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeStory } from '../../support/fake-story.ts';

/*
 * Whole runs of prune against a cluster in memory, in which a deletion takes along what lies in a
 * Namespace, belongs to a definition, or is owned. While the question is asked, others change the
 * cluster. Whatever is lost is held against the rules once more, which are written down here
 * independently of the code that decides.
 */

interface World {
  readonly objects: readonly LiveObject[];
  /** What others write while the question is asked. */
  readonly meanwhile: readonly LiveObject[];
  readonly targets: readonly Target[];
  readonly deployment: string;
  readonly options: Pick<DeployRequest, 'adopt' | 'allowForeignContents' | 'allowPartial'>;
  readonly dryRun: 'none' | 'client' | 'server';
  readonly blind: boolean;
}

/** Containers that nothing but their contents protects. */
const CONTAINERS = [
  liveObject({ type: TYPES.Namespace, name: 'shop' }),
  liveObject({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
];

/** A few objects that are to go, so that what changes meanwhile is often among them. */
const arbitraryOurs = fc.subarray([
  liveObject({ name: 'a' }),
  liveObject({ type: TYPES.Widget, name: 'a' }),
  liveObject({ type: TYPES.Gadget, name: 'a' }),
]);

const CHANGES: readonly ((object: LiveObject) => Partial<LiveObject>)[] = [
  () => ({}),
  () => ({ uid: 'uid:another' }),
  () => ({ labels: {} }),
  ({ annotations }) => ({ annotations: { ...annotations, 'kubernixos/prune': 'disabled' } }),
  ({ key }) => ({ annotations: { [OWNER_ANNOTATION]: `other:${keyText(key)}` } }),
];

const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    some: fc.oneof(arbitraryObjects, arbitraryOurs),
    containers: fc.subarray(CONTAINERS),
    changes: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.constantFrom(...CHANGES)), { maxLength: 2 }),
    newcomers: fc.array(arbitraryObject, { maxLength: 2 }),
    targets: fc.oneof(fc.constant([]), arbitraryTargets),
    deployment: fc.constantFrom('default', 'default', 'other'),
    options: fc.record({
      adopt: fc.boolean(),
      allowForeignContents: fc.boolean(),
      allowPartial: fc.boolean(),
    }),
    dryRun: fc.constantFrom('none', 'none', 'none', 'client', 'server'),
    blind: fc.boolean(),
  })
  .map(({ some, containers, changes, newcomers, ...rest }) => {
    const objects = [...some, ...containers];
    const changed = changes.flatMap(([index, change]) => {
      const object = objects[index];
      return object === undefined ? [] : [{ ...object, ...change(object) }];
    });
    const meanwhile = [...newcomers, ...changed].map((object) => ({
      ...object,
      resourceVersion: '7',
    }));
    return { ...rest, objects, meanwhile };
  });

async function prune(world: World): Promise<FakeCluster> {
  const { objects, meanwhile, targets, deployment, options, dryRun, blind } = world;
  const cluster = fakeCluster(objects, blind ? { forbidden: [TYPES.Ingress] } : {});
  const { story } = fakeStory(() => {
    for (const object of meanwhile) cluster.put(object);
    return true;
  });
  const request: DeployRequest = {
    verbs: ['prune'],
    source: { type: 'hostgroup', file: '/hostgroup.nix' },
    evaluator: null,
    showTrace: false,
    kubectl: kubectlArguments({ dryRun }),
    yes: false,
    allowMassPrune: true,
    waitReady: null,
    yaml: false,
    json: false,
    out: 'result-kubernixos',
    ...options,
  };
  const manifests = targets
    .filter(({ key }) => key.group !== 'extensions')
    .map(({ manifest }) => manifest);
  const ports = {
    nix: fakeNix(release(manifests, { deployment })),
    kubectl: fakeKubectl(() => ({}), cluster).kubectl,
    clock: fakeClock(),
    delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
    story,
    interactive: true,
  };
  await deploy(request, ports, new AbortController().signal).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
  return cluster;
}

async function everyLoss(
  check: (lost: LiveObject, world: World, all: readonly LiveObject[]) => void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const { lost } = await prune(world);
      for (const object of lost) check(object, world, lost);
    }),
    { numRuns: 1000 },
  );
}

test('nothing of the release is lost, in whatever it lies', async () => {
  await everyLoss((object, world, lost) => {
    const wanted = world.targets.map((target) => keyText(target.key));
    if (!isGoingAnyway(object, world, lost)) expect(wanted).not.toContain(keyText(object.key));
  });
});

test('nothing of another deployment is lost', async () => {
  await everyLoss((object, world, lost) => {
    if (isGoingAnyway(object, world, lost)) return;
    const claim = parseOwnerClaim(object.annotations[OWNER_ANNOTATION] ?? '');
    if (claim !== null && claimNames(claim, object.key))
      expect(claim.deployment).toBe(world.deployment);
  });
});

test('nothing that asks to be retained is lost', async () => {
  await everyLoss((object, world, lost) => {
    if (!isGoingAnyway(object, world, lost)) expect(retainedBy(object.annotations)).toBeNull();
  });
});

test('without permission, nothing is lost that nobody claims', async () => {
  await everyLoss((object, world, lost) => {
    const derived = ['Endpoints', 'EndpointSlice'].includes(object.key.kind);
    if (world.options.allowForeignContents || isGoingAnyway(object, world, lost) || derived) return;
    expect(object.labels).toHaveProperty('kubernixos');
  });
});

/**
 * What is being deleted is beyond anyone's decision, and so is what becomes garbage by owners that
 * the plan could not see: those of an object without our label, or set meanwhile.
 */
function isGoingAnyway(object: LiveObject, { meanwhile }: World, lost: readonly LiveObject[]) {
  const { terminating, owners, labels, key } = object;
  const uids = lost.map(({ uid }) => uid);
  const isGarbage = owners.length > 0 && owners.every(({ uid }) => uids.includes(uid));
  const isUnseen =
    !Object.hasOwn(labels, 'kubernixos') ||
    meanwhile.some((other) => keyText(other.key) === keyText(key));
  return terminating || (isGarbage && isUnseen);
}

test('no Namespace of Kubernetes itself is lost', async () => {
  await everyLoss(({ key }) => {
    if (key.kind === 'Namespace') expect(key.name).not.toBe('kube-system');
  });
});

test('no Namespace is lost where something could not be listed', async () => {
  await everyLoss(({ key }, { blind }) => {
    if (blind) expect(key.kind).not.toBe('Namespace');
  });
});

test('a dry run sends no deletion that is real', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const { deletions, lost } = await prune({ ...world, dryRun: 'server' });
      expect(deletions.filter(({ dryRun }) => !dryRun)).toEqual([]);
      expect(lost).toEqual([]);
    }),
  );
});

test('a client dry run sends no deletion at all', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const { deletions } = await prune({ ...world, dryRun: 'client' });
      expect(deletions).toEqual([]);
    }),
  );
});

test('these runs do delete: objects, custom resources, definitions and Namespaces', async () => {
  const kinds = new Set<string>();
  for (const world of fc.sample(arbitraryWorld, 1000))
    for (const { key } of (await prune(world)).lost) kinds.add(key.kind);
  expect([...kinds]).toEqual(
    expect.arrayContaining(['ConfigMap', 'Widget', 'CustomResourceDefinition', 'Namespace']),
  );
});
