import { expect, test } from 'vitest';
import { endSilence } from '../../../src/apply/end-silence.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const signal = new AbortController().signal;
const minute = 60_000;

/** Waits until it is ended. */
function forEver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

/** Makes progress every so many minutes, and then none. */
async function stop(clock: Clock, minutes: readonly number[], request: number | null = null) {
  const action = async (onProgress: () => void, given: AbortSignal) => {
    for (const pause of minutes) {
      await clock.sleep(pause * minute, given);
      onProgress();
    }
    return forEver(given);
  };
  const limits = { clock, requestMilliseconds: request };
  const message = await endSilence(action, limits, signal).catch((error: unknown) => String(error));
  return { message, minutes: clock.now() / minute };
}

test('ends what is silent for five minutes, and says so', async () => {
  expect(await stop(fakeClock(), [])).toEqual({
    message: expect.stringContaining('it has got nowhere for 5 minutes') as string,
    minutes: 5,
  });
});

test('counts from the last progress', async () => {
  expect((await stop(fakeClock(), [4, 4, 4])).minutes).toBe(17);
});

test('waits for three requests where they may take longer', async () => {
  expect((await stop(fakeClock(), [], 3 * minute)).minutes).toBe(9);
});

test('gives what the action gives, and waits for nothing then', async () => {
  const clock = fakeClock();
  const limits = { clock, requestMilliseconds: null };
  expect(await endSilence(() => Promise.resolve('done'), limits, signal)).toBe('done');
  expect(clock.now()).toBe(0);
});

test('passes on why the action was called off', async () => {
  const off = new AbortController();
  const limits = { clock: fakeClock(), requestMilliseconds: null };
  const ended = endSilence((_, given) => forEver(given), limits, off.signal);
  off.abort(new Error('SIGINT'));
  await expect(ended).rejects.toThrow('SIGINT');
});
