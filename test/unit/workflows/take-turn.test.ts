import { expect, test } from 'vitest';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import type { LeaseRecord } from '../../../src/model/lease.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import type { ClusterSession } from '../../../src/workflows/cluster-session.ts';
import { takeTurn } from '../../../src/workflows/take-turn.ts';
import {
  discovery,
  kubectlArguments,
  lease,
  liveObject,
  release,
  TYPES,
} from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster } from '../../support/fake-cluster.ts';
import { fakeLeases } from '../../support/fake-leases.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';
import { fakeStory } from '../../support/fake-story.ts';
import { deployRequest } from '../../support/deploy-request.ts';

const START = Date.parse('2026-05-05T05:05:05Z');

interface Scene {
  readonly verbs?: DeployRequest['verbs'];
  readonly types?: readonly ResourceType[];
  readonly dryRun?: 'none' | 'client' | 'server';
  /** The Lease as it is written, and how many seconds before the cluster is looked at. */
  readonly before?: { readonly record: Partial<LeaseRecord>; readonly seconds: number };
  /** Somebody deletes the Lease while this run waits for it. */
  readonly vanishes?: boolean;
}

/** A run that looked at an empty cluster, in which there is an object by now. */
async function turn({
  verbs = ['apply', 'prune'],
  types = [TYPES.ConfigMap, TYPES.Lease],
  dryRun = 'none',
  before,
  vanishes = false,
}: Scene) {
  const clock = fakeClock();
  let date = START;
  const leases = fakeLeases(() => date + clock.now());
  const place = { namespace: 'ops', name: 'kubernixos-shop' };
  if (before !== undefined) leases.put(place, { ...lease(), ...before.record });
  date += (before?.seconds ?? 0) * 1000;
  const { api } = fakeCluster([liveObject()], { api: leases });
  const seen = discovery(types, { serverTime: date });
  const session: ClusterSession = {
    ...{ api, discovery: seen, inventory: { objects: [], gaps: [] } },
    ...{ pinned: [], roundTripMilliseconds: () => 1 },
    address: { server: null, context: null, namespace: null },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const { story, warnings } = fakeStory();
  if (vanishes)
    void clock.sleep(5000, new AbortController().signal).then(() => {
      leases.remove(place);
    });
  const settings = { deployment: 'shop', leaseNamespace: 'ops' };
  const found = await takeTurn(
    {
      ...{ session, clock, story, run: fakeOwnRun(), release: release([], settings) },
      request: deployRequest({ verbs, kubectl: kubectlArguments({ dryRun }) }),
    },
    new AbortController().signal,
    ({ inventory }) => Promise.resolve(inventory?.objects.length),
  );
  return { found, writes: leases.writes, warnings };
}

test('holds the Lease of the deployment while it acts', async () => {
  expect(await turn({})).toEqual({ found: 0, writes: ['me', ''], warnings: [] });
});

test('goes on, and says so, where the cluster does not serve Leases', async () => {
  expect(await turn({ types: [TYPES.ConfigMap] })).toEqual({
    ...{ found: 0, writes: [] },
    warnings: [expect.stringContaining('are not noticed: the cluster does not serve leases')],
  });
});

test.each([
  { verbs: [] },
  { verbs: ['dump', 'build', 'plan'] },
  { dryRun: 'client' },
  { dryRun: 'server' },
] as const)('writes no Lease for %o', async (scene) => {
  expect(await turn(scene)).toEqual({ found: 0, writes: [], warnings: [] });
});

test.each([
  ['does not look again after a run that ended before', { holder: '' }, 2, 0],
  ['looks again after one that ended within the second', { holder: '' }, 1, 1],
  ['looks again after one that did not end', { holder: 'killed' }, 90, 1],
  ['looks again after it has waited', { holder: 'other' }, 0, 1],
])('%s', async (_, record, seconds, found) => {
  expect(await turn({ before: { record, seconds } })).toMatchObject({ found, writes: ['me', ''] });
});

test('looks again after it has waited for a Lease that somebody deleted', async () => {
  const before = { record: { holder: 'other' }, seconds: 0 };
  expect(await turn({ before, vanishes: true })).toMatchObject({ found: 1, writes: ['me', ''] });
});
