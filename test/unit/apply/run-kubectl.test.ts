import { expect, test } from 'vitest';
import { runBounded } from '../../../src/apply/run-kubectl.ts';
import type { Target } from '../../../src/model/target.ts';
import type { Kubectl } from '../../../src/ports/kubectl.ts';
import { kubectlArguments, target } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeKubectl } from '../../support/fake-kubectl.ts';

const never = new AbortController().signal;

function start(
  parts: readonly (readonly Target[])[],
  run: Kubectl['run'],
  output: string | null = null,
) {
  const clock = fakeClock();
  const { kubectl } = fakeKubectl(() => ({}));
  const context = {
    kubectl: { ...kubectl, run },
    args: kubectlArguments({ output }),
    clock,
    roundTripMilliseconds: 1,
    openLog: () => () => undefined,
  };
  return { clock, running: runBounded(parts, context, never) };
}

test('no kubectl writes on after one that could not be started', async () => {
  const slow = Promise.withResolvers<null>();
  const ended: string[] = [];
  const run: Kubectl['run'] = async (_, input) => {
    if (input.includes('broken')) throw new Error('cannot be started');
    await slow.promise;
    ended.push('slow');
    return { exitCode: 0, stdout: '' };
  };
  const { running } = start([[target({ name: 'broken' })], [target({ name: 'slow' })]], run);
  const told = running.catch((error: unknown) => ended.push(String(error)));
  setImmediate(() => {
    slow.resolve(null);
  });
  await told;
  expect(ended).toEqual(['slow', 'Error: cannot be started']);
});

test.each([
  [null, 5],
  ['name', 5],
  ['json', 10],
])(
  'where nothing is heard of 150 objects, kubectl with the output %s is stopped after %i minutes',
  async (output, minutes) => {
    const hang: Kubectl['run'] = (_args, _input, _listener, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    const many = Array.from({ length: 150 }, (_, index) => target({ name: `n${String(index)}` }));
    const { clock, running } = start([many], hang, output);
    await expect(running).rejects.toMatchObject({ code: 'server-silent' });
    expect(clock.now() / 60_000).toBe(minutes);
  },
);
