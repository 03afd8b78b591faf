import { expect, test } from 'vitest';
import { acquireLease } from '../../../src/lease/acquire-lease.ts';
import { holdLease } from '../../../src/lease/hold-lease.ts';
import { failure } from '../../support/api-results.ts';
import { leaseScene, PLACE, type LeaseScene } from './lease-scene.ts';

const never = new AbortController().signal;

/** Holds the Lease for so many seconds. `at` is called once, after some of them. */
async function hold(
  scene: LeaseScene,
  seconds: number,
  { after = 0, at = () => undefined }: { readonly after?: number; readonly at?: () => void } = {},
): Promise<number> {
  const { context, clock } = scene;
  const { taken } = await acquireLease(context, never);
  if (taken === null) throw new Error('The Lease could not be taken');
  return holdLease(taken, context, never, async (signal) => {
    await clock.sleep(after * 1000, signal);
    at();
    await clock.sleep((seconds - after) * 1000, signal);
    return clock.now() / 1000;
  });
}

test('a short run writes twice: it takes the Lease, and releases it', async () => {
  const scene = leaseScene();
  await hold(scene, 9);
  expect(scene.leases.writes).toEqual(['me', '']);
  expect(scene.now()).toMatchObject({ holder: '', process: null });
});

test('a long run renews it every ten seconds', async () => {
  const scene = leaseScene();
  const seen: (string | null | undefined)[] = [];
  await hold(scene, 35, { after: 34, at: () => seen.push(scene.now()?.renewedAt) });
  expect(scene.leases.writes).toEqual(['me', 'me', 'me', 'me', '']);
  expect(seen).toEqual(['2026-05-05T05:05:35.000000Z']);
  expect(scene.now()?.transitions).toBe(0);
});

test('a renewal changes the Lease also where the server tells no time', async () => {
  const scene = leaseScene({ tellsTime: false });
  const seen: (string | null | undefined)[] = [];
  await hold(scene, 15, { after: 14, at: () => seen.push(scene.now()?.renewedAt) });
  expect(seen).toEqual(['1999-12-31T23:59:10.000000Z']);
});

test('releases it when the work fails, and fails as the work does', async () => {
  const scene = leaseScene();
  const failing = hold(scene, 2, {
    after: 1,
    at: () => {
      throw new Error('out of luck');
    },
  });
  await expect(failing).rejects.toThrow('out of luck');
  expect(scene.now()?.holder).toBe('');
});

test('releases it when the run is interrupted', async () => {
  const scene = leaseScene();
  const { taken } = await acquireLease(scene.context, never);
  if (taken === null) throw new Error('The Lease could not be taken');
  const interruption = AbortSignal.abort('SIGTERM');
  const work = (signal: AbortSignal) => scene.clock.sleep(1000, signal);
  await expect(holdLease(taken, scene.context, interruption, work)).rejects.toBe('SIGTERM');
  expect(scene.now()?.holder).toBe('');
});

test.each([
  ['taken by another run', 'thief', 'it is held by thief, since 2026-01-01T00:00:00Z'],
  ['released by somebody', '', 'somebody released it'],
])('stops the work when the Lease was %s, and leaves it', async (_, holder, words) => {
  const scene = leaseScene();
  const holding = hold(scene, 100, { after: 12, at: () => scene.put({ holder }) });
  await expect(holding).rejects.toMatchObject({
    code: 'lease-lost',
    message: expect.stringContaining(words) as string,
  });
  expect(scene.clock.now() / 1000).toBe(20);
  expect(scene.now()?.holder).toBe(holder);
});

test('work that heeds no signal is no success when the Lease was lost', async () => {
  const scene = leaseScene();
  const { taken } = await acquireLease(scene.context, never);
  if (taken === null) throw new Error('The Lease could not be taken');
  scene.put({ holder: 'thief' });
  const holding = holdLease(taken, scene.context, never, async () => {
    await scene.clock.sleep(11_000, never);
    return 'done';
  });
  await expect(holding).rejects.toMatchObject({ code: 'lease-lost' });
});

test.each([
  ['fail', 500],
  ['are forbidden', 403],
  ['meet a gateway', 'bare 404'],
  ['get no answer', 'silence'],
] as const)('stops the work when renewals %s for thirty seconds', async (_, outage) => {
  const scene = leaseScene({ answer: () => (scene.clock.now() >= 5000 ? outage : null) });
  await expect(hold(scene, 100)).rejects.toMatchObject({
    code: 'lease-lost',
    message: expect.stringContaining('could not renew') as string,
  });
  expect(scene.clock.now() / 1000).toBe(30);
});

test.each([
  ['fail', 500],
  ['are forbidden', 403],
  ['meet a gateway', 'bare 404'],
  ['get no answer', 'silence'],
] as const)('goes on when renewals %s for a while', async (_, outage) => {
  const isOut = () => scene.clock.now() >= 5000 && scene.clock.now() < 23_500;
  const scene = leaseScene({ answer: () => (isOut() ? outage : null) });
  expect(await hold(scene, 60)).toBe(60);
  expect([scene.now()?.holder, scene.warnings]).toEqual(['', []]);
});

test('makes a Lease anew that somebody deleted', async () => {
  const scene = leaseScene();
  const remove = () => {
    scene.leases.remove(PLACE);
  };
  expect(await hold(scene, 25, { after: 5, at: remove })).toBe(25);
  expect(scene.now()?.holder).toBe('');
});

test('goes on with a renewal whose answer was lost', async () => {
  const scene = leaseScene();
  expect(await hold(scene, 25, { after: 5, at: () => scene.put({ holder: 'me' }) })).toBe(25);
  expect([scene.now()?.holder, scene.warnings]).toEqual(['', []]);
});

const terminating = failure(
  403,
  'leases is forbidden: unable to create new content in namespace default because it is being terminated',
).error;

test.each([
  ['is being deleted', terminating, 'being terminated'],
  ['has gone', 404, 'the server says 404'],
] as const)(
  'goes on, and says so once, when the Namespace of the Lease %s',
  async (_, refusal, words) => {
    const isGone = () => scene.clock.now() >= 5000;
    const scene = leaseScene({
      answer: (verb) => (isGone() ? (verb === 'read' ? 404 : refusal) : null),
    });
    const remove = () => {
      scene.leases.remove(PLACE);
    };
    expect(await hold(scene, 60, { after: 4, at: remove })).toBe(60);
    expect(scene.warnings).toEqual([
      expect.stringContaining(words),
      expect.stringContaining('Allow get, create and update of leases'),
    ]);
  },
);

test('stops when the Namespace has come back, and another run with it', async () => {
  const isGone = () => scene.clock.now() >= 5000 && scene.clock.now() < 45_000;
  const scene = leaseScene({ answer: () => (isGone() ? 404 : null) });
  const holding = hold(scene, 100, { after: 46, at: () => scene.put({ holder: 'other' }) });
  await expect(holding).rejects.toMatchObject({
    code: 'lease-lost',
    message: expect.stringContaining('it is held by other') as string,
  });
  expect(scene.now()?.holder).toBe('other');
});

test.each([
  ['fails', 500, 'the server says 500', 2],
  ['meets a gateway', 'bare 404', 'no such page', 2],
  ['gets no answer', 'silence', 'no answer in time', 5],
] as const)('a release that %s is only a warning', async (_, outage, words, seconds) => {
  const scene = leaseScene({ answer: (_, record) => (record?.holder === '' ? outage : null) });
  expect(await hold(scene, 2)).toBe(2);
  expect(scene.warnings).toEqual([expect.stringContaining(words)]);
  expect(scene.clock.now() / 1000).toBe(seconds);
});

test('a Lease that went with its Namespace needs no release', async () => {
  const scene = leaseScene();
  const remove = () => {
    scene.leases.remove(PLACE);
  };
  await hold(scene, 5, { after: 4, at: remove });
  expect([scene.now(), scene.warnings]).toEqual([undefined, []]);
});
