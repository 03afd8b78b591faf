import { expect, test } from 'vitest';
import { acquireLease } from '../../../src/lease/acquire-lease.ts';
import { Failure } from '../../../src/model/failure.ts';
import { leaseScene, START } from './lease-scene.ts';

const never = new AbortController().signal;
const BROKEN = new Failure({ code: 'connection-lost', message: 'the connection broke' });

test('makes the Lease where there is none, by the clock of the server', async () => {
  const { context, now, warnings, leases } = leaseScene();
  const { taken, before } = await acquireLease(context, never);
  expect(taken?.lease).toEqual(now());
  expect(before).toBeNull();
  expect(now()).toMatchObject({
    ...{ deployment: 'shop', holder: 'me', process: 'process-of-me', durationSeconds: 30 },
    ...{ acquiredAt: '2026-05-05T05:05:05.000000Z', transitions: 0, writtenAt: START },
  });
  expect([warnings, leases.writes]).toEqual([[], ['me']]);
});

test('stamps it by the clock of this machine where the server tells no time', async () => {
  const { context, now } = leaseScene({ tellsTime: false });
  await acquireLease(context, never);
  expect(now()).toMatchObject({ acquiredAt: '1999-12-31T23:59:00.000000Z', writtenAt: null });
});

test('takes a released one, and counts', async () => {
  const { context, put, now } = leaseScene();
  const before = put({ holder: '', transitions: 6 });
  expect(await acquireLease(context, never)).toMatchObject({ before });
  expect(now()).toMatchObject({ holder: 'me', transitions: 7 });
});

test('waits for a run that renews it, says so once, and takes it in the end', async () => {
  const { context, put, now, clock, warnings, activities, leases } = leaseScene();
  put({});
  const acquiring = acquireLease(context, never);
  for (let renewal = 0; renewal < 12; renewal++) {
    await clock.sleep(10_000, never);
    put({ holder: renewal < 11 ? 'other' : '' });
  }
  const { taken } = await acquiring;
  expect(taken?.lease).toEqual(now());
  expect(leases.writes).toEqual(['me']);
  expect(warnings).toEqual([
    'waiting for another run of this deployment: other, since 2026-01-01T00:00:00Z (Lease default/kubernixos-shop)',
  ]);
  expect(activities[0]).toEqual({
    type: 'waiting-for-run',
    holder: 'other, since 2026-01-01T00:00:00Z',
  });
  expect(activities.at(-1)).toBeNull();
});

test('gives up after five minutes, and says who is there', async () => {
  const { context, put, clock, leases } = leaseScene();
  const renewing = new AbortController();
  const renew = async () => {
    for (;;) {
      put({});
      await clock.sleep(10_000, renewing.signal);
    }
  };
  const other = renew().catch(() => undefined);
  await expect(acquireLease(context, never)).rejects.toMatchObject({
    code: 'deployment-busy',
    message: expect.stringContaining(
      'after 5 minutes another run of this deployment still goes on: other, since 2026',
    ) as string,
    hint: expect.stringContaining('Nothing was applied or deleted') as string,
  });
  renewing.abort();
  await other;
  expect(leases.writes).toEqual([]);
  expect(clock.now() / 1000).toBe(300);
});

test.each([
  ['by the clock of the server', true],
  ['by what it sees, where the server tells no time', false],
])('takes over from a run that is silent for 35 seconds, %s', async (_, tellsTime) => {
  const { context, put, now, clock, warnings } = leaseScene({ tellsTime });
  put({});
  await acquireLease(context, never);
  expect(now()?.holder).toBe('me');
  expect(clock.now() / 1000).toBe(36);
  expect(warnings.at(-1)).toContain('it does not renew its Lease any more');
});

test('takes over at once from a process of this machine that has ended', async () => {
  const { context, put, now, clock, warnings } = leaseScene({ gone: ['killed'] });
  put({ process: 'killed' });
  await acquireLease(context, never);
  expect([now()?.holder, clock.now()]).toEqual(['me', 0]);
  expect(warnings).toEqual([expect.stringContaining('its process has ended')]);
});

test('whoever is overtaken between look and write looks again', async () => {
  let writes = 0;
  const scene = leaseScene({
    answer(verb) {
      if (verb === 'write' && (writes += 1) === 1) scene.put({});
      return null;
    },
  });
  const { context, put, clock, warnings } = scene;
  const acquiring = acquireLease(context, never);
  await clock.sleep(5000, never);
  put({ holder: '' });
  await acquiring;
  expect(warnings).toEqual([expect.stringContaining('waiting for another run')]);
});

test.each([
  ['may not look', 'read', 403],
  ['may not write', 'write', 403],
  ['has no place to write to', 'write', 404],
] as const)('goes on, and says why, where the user %s', async (_, failing, status) => {
  const { context, warnings, now } = leaseScene({
    answer: (verb) => (verb === failing ? status : null),
  });
  expect(await acquireLease(context, never)).toEqual({
    ...{ taken: null, before: null },
    hasWaited: false,
  });
  expect(now()).toBeUndefined();
  expect(warnings).toEqual([
    expect.stringContaining(`are not noticed: the server says ${String(status)}`),
    expect.stringContaining('kubernixos.leaseNamespace'),
  ]);
});

test('waits also where the user may only look', async () => {
  const { context, put, clock, warnings } = leaseScene({
    answer: (verb) => (verb === 'write' ? 403 : null),
  });
  put({});
  const { taken, before } = await acquireLease(context, never);
  expect([taken, before?.holder, clock.now() / 1000]).toEqual([null, 'other', 36]);
  expect(warnings[1]).toContain('not noticed');
});

test.each([
  ['read', 500],
  ['write', 500],
  ['read', 'bare 404'],
  ['write', 'bare 404'],
  ['read', 401],
  ['write', 422],
] as const)('fails where a %s ends with %s', async (failing, status) => {
  const { context, leases } = leaseScene({ answer: (verb) => (verb === failing ? status : null) });
  await expect(acquireLease(context, never)).rejects.toMatchObject({
    code: 'lease-failed',
    message: expect.stringMatching(/the server says \d+$|no such page$/) as string,
  });
  expect(leases.writes).toEqual([]);
});

test('releases what a write may have taken that the server calls a failure', async () => {
  const scene = leaseScene({
    answer(verb, record) {
      if (verb === 'read' || record?.holder === '') return null;
      scene.put({ holder: 'me' });
      return 500;
    },
  });
  await expect(acquireLease(scene.context, never)).rejects.toMatchObject({ code: 'lease-failed' });
  expect(scene.now()?.holder).toBe('');
});

test('a write that fails for a moment is tried again, and may have been done', async () => {
  let writes = 0;
  const scene = leaseScene({
    answer(verb) {
      if (verb === 'read' || (writes += 1) > 3) return null;
      if (writes === 2) scene.put({ holder: 'me' });
      return 500;
    },
  });
  const { taken } = await acquireLease(scene.context, never);
  expect([taken?.lease, scene.warnings]).toEqual([scene.now(), []]);
});

test('a write that is refused as a conflict for ever ends after five minutes', async () => {
  const { context, clock, warnings } = leaseScene({
    answer: (verb) => (verb === 'write' ? 409 : null),
  });
  await expect(acquireLease(context, never)).rejects.toMatchObject({
    code: 'lease-failed',
    message:
      'Lease default/kubernixos-shop, by which runs take turns, could not be taken for 5 minutes, though no other run holds it: the server says 409',
  });
  expect([clock.now() / 1000, warnings]).toEqual([300, []]);
});

test.each([
  ['fail', 500],
  ['meet a gateway', 'bare 404'],
  ['get no answer', BROKEN],
] as const)('a run that waits goes on with it when five reads in a row %s', async (_, outage) => {
  let reads = 0;
  const { context, put, now, leases } = leaseScene({
    answer: (verb) => (verb === 'read' && (reads += 1) % 6 !== 0 ? outage : null),
  });
  put({});
  const { taken } = await acquireLease(context, never);
  expect([taken?.lease, leases.writes]).toEqual([now(), ['me']]);
});

test('fails where reads get no answer for ever', async () => {
  const { context, leases } = leaseScene({ answer: () => BROKEN });
  await expect(acquireLease(context, never)).rejects.toMatchObject({
    code: 'lease-failed',
    message: expect.stringContaining('cannot be taken: the connection broke') as string,
  });
  expect(leases.writes).toEqual([]);
});

test('an interrupted wait ends with the reason of the interruption', async () => {
  const { context, put, clock, now } = leaseScene();
  put({});
  const interruption = new AbortController();
  const acquiring = acquireLease(context, interruption.signal);
  const ended = expect(acquiring).rejects.toBe('SIGINT');
  await clock.sleep(3000, never);
  interruption.abort('SIGINT');
  await ended;
  expect(now()?.holder).toBe('other');
});

test('releases what a write without an answer may have taken', async () => {
  const interruption = new AbortController();
  const scene = leaseScene({
    answer(verb, record) {
      if (verb === 'read' || record?.holder === '') return null;
      scene.put({ holder: 'me' });
      setImmediate(() => {
        interruption.abort(new Error('interrupted'));
      });
      return 'silence';
    },
  });
  await expect(acquireLease(scene.context, interruption.signal)).rejects.toThrow('interrupted');
  expect(scene.now()?.holder).toBe('');
});
