import { expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';

test('a sleep that is longer than what a timer can hold does not end at once', async () => {
  const end = new AbortController();
  const long = systemClock.sleep(2 ** 40, end.signal).then(() => 'the long one');
  const short = systemClock.sleep(10, end.signal).then(() => 'the short one');
  expect(await Promise.race([long, short])).toBe('the short one');
  end.abort();
  await expect(long).rejects.toThrow();
});
