import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import { keyText } from '../../../src/model/object-key.ts';
import { claimNames, parseOwnerClaim } from '../../../src/model/owner-annotation.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import type { Target } from '../../../src/model/target.ts';
import { retainedBy } from '../../../src/plan/retention.ts';
import { deploy } from '../../../src/workflows/deploy.ts';
import { arbitraryObject, arbitraryObjects, arbitraryTargets } from '../../support/arbitraries.ts';
import { kubectlArguments, liveObject, release, TYPES } from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { type FakeCluster, fakeCluster } from '../../support/fake-cluster.ts';
import { fakeKubectl } from '../../support/fake-kubectl.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeNix } from '../../support/fake-nix.ts';
import { fakeSchemaFiles } from '../../support/fake-schema-files.ts';
import { fakeStory } from '../../support/fake-story.ts';

/*
 * Whole runs of prune against a cluster in memory, in which a deletion takes along what lies in a
 * Namespace, belongs to a definition, or is owned. The person names some of the containers that they
 * are asked about. While they are asked, by name and in the end, others change the cluster. Whatever is lost is held against the rules once more, which are written down here
 * independently of the code that decides.
 */

interface World {
  readonly objects: readonly LiveObject[];
  /** What others write while the question is asked. */
  readonly meanwhile: readonly LiveObject[];
  /** What others write while a name is asked for. */
  readonly early: readonly LiveObject[];
  /** Containers that the person calls by their names. */
  readonly named: readonly string[];
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

const theirs = (type: ResourceType, name: string) =>
  liveObject({ type, name, checksum: null, deployment: null });

/** What others have in the containers, and nobody claims. */
const arbitraryTheirs = fc.subarray([theirs(TYPES.ConfigMap, 'a'), theirs(TYPES.Widget, 'a')]);

const arbitraryNewcomer = fc.oneof(
  arbitraryObject,
  fc.constantFrom(theirs(TYPES.ConfigMap, 'late'), theirs(TYPES.Widget, 'late')),
);

const CHANGES: readonly ((object: LiveObject) => Partial<LiveObject>)[] = [
  () => ({}),
  () => ({ uid: 'uid:another' }),
  () => ({ labels: {} }),
  ({ annotations }) => ({ annotations: { ...annotations, 'kubernixos/prune': 'disabled' } }),
  ({ key }) => ({ annotations: { [OWNER_ANNOTATION]: `other:${keyText(key)}` } }),
];

const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    some: fc.oneof(arbitraryObjects, arbitraryOurs, arbitraryTheirs),
    containers: fc.subarray(CONTAINERS),
    changes: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.constantFrom(...CHANGES)), { maxLength: 2 }),
    newcomers: fc.array(arbitraryNewcomer, { maxLength: 2 }),
    early: fc.array(arbitraryNewcomer, { maxLength: 1 }),
    named: fc.subarray(CONTAINERS.map(({ key }) => key.name)),
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
  .map(({ some, containers, changes, newcomers, early, ...rest }) => {
    const objects = [...some, ...containers];
    const changed = changes.flatMap(([index, change]) => {
      const object = objects[index];
      return object === undefined ? [] : [{ ...object, ...change(object) }];
    });
    const meanwhile = [...newcomers, ...changed].map((object) => renewed(object, '7'));
    return { ...rest, objects, meanwhile, early: early.map((object) => renewed(object, '6')) };
  });

/** Written by somebody else: where the uid is another, an object of the same name. */
function renewed(object: LiveObject, resourceVersion: string): LiveObject {
  return { ...object, resourceVersion };
}

interface Run extends FakeCluster {
  /** uids of contents of the containers that the person was asked about and let go. */
  readonly agreed: readonly string[];
  /** Names of the containers that the person was asked about. */
  readonly asked: readonly string[];
}

async function prune(world: World): Promise<Run> {
  const { objects, meanwhile, early, named, targets, deployment, options, dryRun, blind } = world;
  const cluster = fakeCluster(objects, blind ? { forbidden: [TYPES.Ingress] } : {});
  const agreed: string[] = [];
  const asked: string[] = [];
  const { story } = fakeStory(
    () => {
      for (const object of meanwhile) cluster.put(object);
      return true;
    },
    ({ object, contents }) => {
      for (const newcomer of early) cluster.put(newcomer);
      asked.push(object.key.name);
      if (!named.includes(object.key.name)) return false;
      agreed.push(...contents.map(({ uid }) => uid));
      return true;
    },
  );
  const request = deployRequest({
    ...{ verbs: ['prune'], kubectl: kubectlArguments({ dryRun }), allowMassPrune: true },
    ...options,
  });
  const manifests = targets.filter(isSent).map(({ manifest }) => manifest);
  const ports = {
    nix: fakeNix(release(manifests, { deployment })),
    kubectl: fakeKubectl(() => ({}), cluster).kubectl,
    clock: fakeClock(),
    run: fakeOwnRun(),
    schemas: fakeSchemaFiles(),
    delivery: { dump: () => Promise.resolve(), build: () => Promise.resolve() },
    story,
    interactive: true,
  };
  await deploy(request, ports, new AbortController().signal).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
  return { ...cluster, agreed, asked };
}

/** The second group of an identity is the server's business: no manifest names it. */
function isSent({ key }: Target): boolean {
  return key.group !== 'extensions';
}

async function everyLoss(
  check: (lost: LiveObject, world: World, all: readonly LiveObject[], run: Run) => void,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const run = await prune(world);
      for (const object of run.lost) check(object, world, run.lost, run);
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

test('without permission, nothing is lost that nobody claims and that was not shown by name', async () => {
  await everyLoss((object, world, lost, { agreed }) => {
    const derived = ['Endpoints', 'EndpointSlice'].includes(object.key.kind);
    if (world.options.allowForeignContents || isGoingAnyway(object, world, lost) || derived) return;
    if (!agreed.includes(object.uid)) expect(object.labels).toHaveProperty('kubernixos');
  });
});

test('a container that was asked about and not named stays', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const { asked, lost } = await prune(world);
      const names = lost.filter(isContainer).map(({ key }) => key.name);
      for (const name of asked) if (!world.named.includes(name)) expect(names).not.toContain(name);
    }),
    { numRuns: 400 },
  );
});

test('a container that the release uses, or that cannot be seen in full, is not asked about', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryWorld, async (world) => {
      const { asked } = await prune(world);
      const wanted = world.targets.filter(isSent).map(({ key }) => key.namespace);
      for (const name of asked.filter((other) => !other.includes('.'))) {
        expect(wanted).not.toContain(name);
        expect(world.blind).toBe(false);
      }
    }),
    { numRuns: 400 },
  );
});

function isContainer({ key }: LiveObject): boolean {
  return key.kind === 'Namespace' || key.kind === 'CustomResourceDefinition';
}

test('these runs do lose what was shown by name, and keep what came too late', async () => {
  let [named, late] = [0, 0];
  for (const world of fc.sample(arbitraryWorld, 4000)) {
    const { agreed, lost, asked } = await prune(world);
    if (world.options.allowForeignContents || agreed.length === 0) continue;
    const gone = lost.some(({ key }) => asked.includes(key.name) && world.named.includes(key.name));
    if (gone) named += 1;
    else late += 1;
  }
  expect([named > 0, late > 0]).toEqual([true, true]);
});

/**
 * What is being deleted is beyond anyone's decision, and so is what becomes garbage by owners that
 * the plan could not see: those of an object without our label, or set meanwhile.
 */
function isGoingAnyway(
  object: LiveObject,
  { meanwhile, early }: World,
  lost: readonly LiveObject[],
) {
  const { terminating, owners, labels, key } = object;
  const uids = lost.map(({ uid }) => uid);
  const isGarbage = owners.length > 0 && owners.every(({ uid }) => uids.includes(uid));
  const isUnseen =
    !Object.hasOwn(labels, 'kubernixos') ||
    [...early, ...meanwhile].some((other) => keyText(other.key) === keyText(key));
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
