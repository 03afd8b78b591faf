import { expect, test } from 'vitest';
import { UNREADABLE } from '../../../src/model/api-error.ts';
import { awaitReady } from '../../../src/apply/await-ready.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { showKey } from '../../../src/model/object-key.ts';
import type { NotReady } from '../../../src/model/readiness.ts';
import type { Target } from '../../../src/model/target.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { target, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { failure, fakeCluster, success } from '../../support/fake-cluster.ts';

const claim = (phase: string): JsonObject => ({ status: { phase } });
const NAMESPACE = target({ type: TYPES.Namespace, name: 'shop' });
const POD = target({ type: TYPES.Pod });
const WIDGET = target({ type: TYPES.Widget });
const running = { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };

type Answer = Awaited<ReturnType<KubeApi['read']>>;

/** Waits 10 seconds for targets; `answer` says what a look at one of them finds, and when. */
async function wait(
  targets: readonly Target[],
  answer: (kind: string, seconds: number) => Answer,
  milliseconds = 10_000,
) {
  const clock = fakeClock();
  const reads: number[] = [];
  const waited: string[][] = [];
  const givenUp: string[] = [];
  const api: KubeApi = {
    ...fakeCluster([]).api,
    read(type) {
      reads.push(clock.now());
      return new Promise((resolve) => {
        resolve(answer(type.kind, clock.now() / 1000));
      });
    },
  };
  const left = await awaitReady(
    targets,
    {
      ...{ api, clock, deadlineMilliseconds: milliseconds, run: { startedAt: null } },
      onWaiting: (some) => waited.push(some.map(show)),
      onGivenUp: (some) => givenUp.push(...some.map((one) => `${clock.now()}: ${show(one)}`)),
    },
    new AbortController().signal,
  );
  return { left: left.map(show), reads, waited, givenUp, milliseconds: clock.now() };
}

function show({ key, state, why }: NotReady): string {
  return `${state} ${showKey(key)}: ${why}`;
}

test('what is ready is not waited for', async () => {
  const { left, waited, milliseconds } = await wait([NAMESPACE], () => success(claim('Active')));
  expect([left, waited, milliseconds]).toEqual([[], [], 0]);
});

test('kinds without a status are not even looked at', async () => {
  const targets = [target(), target({ type: TYPES.Secret }), target({ type: TYPES.Role })];
  const { left, reads } = await wait(targets, () => failure(403));
  expect([left, reads]).toEqual([[], []]);
});

test('waits until an object is ready, and looks ever less often', async () => {
  const { left, reads } = await wait([POD], (_, seconds) => success(seconds < 7 ? {} : running));
  const pauses = reads.slice(1).map((time, index) => time - (reads[index] ?? 0));
  expect([left, pauses]).toEqual([[], [500, 750, 1125, 1687.5, 2000, 2000]]);
});

test('looks no more at what has become ready', async () => {
  const { left, waited } = await wait([NAMESPACE, POD], (kind, seconds) =>
    success(kind === 'Namespace' ? claim('Active') : seconds < 1 ? {} : running),
  );
  expect([left, new Set(waited.flat())]).toEqual([
    [],
    new Set(['waiting Pod shop/web: its containers have not started']),
  ]);
});

test('names at the deadline what is not ready, and why', async () => {
  const { left, milliseconds } = await wait([NAMESPACE, POD], () => success(claim('Pending')));
  expect([left, milliseconds]).toEqual([
    [
      'waiting Namespace shop: it is Pending',
      'waiting Pod shop/web: its containers have not started',
    ],
    10_000,
  ]);
});

test('a duration of zero is one look', async () => {
  const { left, reads } = await wait([POD, WIDGET], () => success({}), 0);
  expect([left, reads.length]).toEqual([
    ['waiting Pod shop/web: its containers have not started'],
    2,
  ]);
});

test('what failed for good is told at once, and holds up nobody', async () => {
  const { left, givenUp, milliseconds } = await wait([POD, NAMESPACE], (kind, seconds) =>
    success(claim(kind === 'Pod' ? 'Failed' : seconds < 3 ? '' : 'Active')),
  );
  expect([left, givenUp]).toEqual([
    ['failed Pod shop/web: Pod failed'],
    ['0: failed Pod shop/web: Pod failed'],
  ]);
  expect(milliseconds).toBeLessThan(5000);
});

test('what may not be looked at is unknown, and not waited for', async () => {
  const { left, milliseconds } = await wait([POD], () => failure(403, 'pods is forbidden'));
  expect([left, milliseconds]).toEqual([
    ['unknown Pod shop/web: it may not be looked at: pods is forbidden'],
    0,
  ]);
});

test.each<[string, () => Answer, string]>([
  ['is gone', () => failure(404), 'it is not there any more'],
  ['cannot be read', () => failure(500, 'etcd'), 'it cannot be looked at: etcd'],
  [
    'is behind a broken connection',
    () => {
      throw new Failure({ code: 'connection-lost', message: 'the connection broke' });
    },
    'the connection broke',
  ],
])('what %s may come back', async (_, broken, why) => {
  const back = await wait([POD], (_, seconds) => (seconds < 5 ? broken() : success(running)));
  const away = await wait([POD], broken);
  expect([back.left, away.left]).toEqual([[], [`waiting Pod shop/web: ${why}`]]);
});

test('a custom resource of which nothing is known gets time to say something', async () => {
  const silent = await wait([WIDGET], () => success({}));
  expect(silent.left).toEqual([]);
  expect(silent.milliseconds).toBeGreaterThanOrEqual(3000);
  expect(silent.waited[0]).toEqual([
    'waiting Widget.example.com shop/web: its controller has said nothing yet',
  ]);
  const conditions = [{ type: 'Ready', status: 'False', reason: 'Busy' }];
  const busy = await wait([WIDGET], (_, s) => success(s < 2 ? {} : { status: { conditions } }));
  expect(busy.left).toEqual(['waiting Widget.example.com shop/web: Busy']);
});

test('a server that gives no answer does not prolong the wait', async () => {
  const late = new AbortController();
  const read: KubeApi['read'] = (_type, _namespace, _name, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Failure({ code: 'no-answer', message: 'no answer in time' }));
      });
    });
  const clock = fakeClock();
  const given: number[] = [];
  const timeout = (milliseconds: number) => {
    given.push(milliseconds);
    return late.signal;
  };
  const waiting = awaitReady(
    [POD],
    {
      api: { ...fakeCluster([]).api, read },
      ...{ clock: { ...clock, timeout }, deadlineMilliseconds: 10_000, run: { startedAt: null } },
      onWaiting: () => undefined,
      onGivenUp: () => undefined,
    },
    new AbortController().signal,
  );
  await clock.sleep(13_000, late.signal);
  late.abort();
  expect([(await waiting).map(show), given]).toEqual([
    ['waiting Pod shop/web: no answer in time'],
    [13_000],
  ]);
});

test('an interruption ends the wait', async () => {
  const interruption = new AbortController();
  const waiting = awaitReady(
    [POD],
    {
      api: { ...fakeCluster([]).api, read: () => Promise.resolve(success({})) },
      ...{ clock: fakeClock(), deadlineMilliseconds: 10_000, run: { startedAt: null } },
      onWaiting: () => {
        interruption.abort(new Error('SIGINT'));
      },
      onGivenUp: () => undefined,
    },
    interruption.signal,
  );
  await expect(waiting).rejects.toThrow('SIGINT');
});

test('what cannot be held as it is, is not waited for', async () => {
  const error = { status: 200, reason: UNREADABLE, message: 'it is nested too deeply' };
  const { left, milliseconds } = await wait([POD], () => ({ ok: false, error }));
  expect([left, milliseconds]).toEqual([['unknown Pod shop/web: it is nested too deeply'], 0]);
});
