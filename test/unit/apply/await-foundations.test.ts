import { expect, test } from 'vitest';
import { awaitDeletions } from '../../../src/apply/await-deletions.ts';
import { awaitFoundations } from '../../../src/apply/await-foundations.ts';
import { awaitServed } from '../../../src/apply/await-served.ts';
import type { Evidence } from '../../../src/apply/classify.ts';
import type { LookUp } from '../../../src/apply/sight.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { KubeApi } from '../../../src/ports/kube-api.ts';
import { liveObject, target, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster } from '../../support/fake-cluster.ts';

const signal = new AbortController().signal;

/** A server that gives no answer until the request is given up. */
function untilGivenUp(given: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => {
      reject(new Failure({ code: 'no-answer', message: 'no answer in time' }));
    };
    if (given.aborted) giveUp();
    else given.addEventListener('abort', giveUp);
  });
}

const api: KubeApi = {
  ...fakeCluster([]).api,
  isReady: (_type, _name, given) => untilGivenUp(given),
  discover: untilGivenUp,
};

/** A clock whose timeouts go off at once, in the order in which they were asked for. */
function impatient() {
  const timeouts: number[] = [];
  const timeout = (milliseconds: number) => {
    timeouts.push(milliseconds);
    const late = new AbortController();
    setImmediate(() => {
      late.abort(new DOMException('late', 'TimeoutError'));
    });
    return late.signal;
  };
  return { clock: { ...fakeClock(), timeout }, timeouts };
}

test('a Namespace whose look nobody answers is not ready when its time is over', async () => {
  const { clock, timeouts } = impatient();
  const targets = [target({ type: TYPES.Namespace, name: 'shop' })];
  expect(await awaitFoundations(targets, { api, clock }, signal)).toMatchObject([
    { message: 'Namespace shop is not ready after 60 seconds: no answer in time' },
  ]);
  expect(timeouts).toEqual([63_000]);
});

test('kinds that nobody tells of are left to kubectl when their time is over', async () => {
  const { clock, timeouts } = impatient();
  const unserved = { ...target({ type: TYPES.Widget }), served: false };
  let seconds = 0;
  const passing = { ...clock, now: () => (seconds++ < 2 ? 0 : 61_000) };
  await awaitServed([unserved], { api, clock: passing }, signal);
  expect(timeouts).toEqual([63_000]);
});

test('a deletion whose look nobody answers is pending when its time is over', async () => {
  const { clock, timeouts } = impatient();
  const evidence: Evidence = {
    ...{ target: target(), acceptance: 'accepted', before: null },
    after: liveObject({ terminating: true }),
  };
  const lookUp: LookUp = (_targets, until = signal) => untilGivenUp(until);
  expect(await awaitDeletions([evidence], { lookUp, clock }, signal)).toEqual({
    ended: [],
    pending: [evidence],
  });
  expect(timeouts).toEqual([63_000]);
});
