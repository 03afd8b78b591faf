import { expect, test } from 'vitest';
import { type RehearsalContext, rehearseRelease } from '../../../src/apply/rehearse-release.ts';
import type { LiveObject } from '../../../src/model/managed-object.ts';
import type { Target } from '../../../src/model/target.ts';
import { kubectlArguments, liveObject, target, TYPES } from '../../support/builders.ts';
import {
  appliedLines,
  fakeKubectl,
  type KubectlRun,
  sentNames,
} from '../../support/fake-kubectl.ts';
import { fakeClock } from '../../support/fake-clock.ts';

async function rehearse(
  targets: readonly Target[],
  namespace: LiveObject | 'absent' | 'unknown',
  answer: (run: KubectlRun) => { exitCode?: number; stdout?: string } = () => ({}),
) {
  const { kubectl, runs } = fakeKubectl(answer);
  const context: RehearsalContext = {
    kubectl,
    args: kubectlArguments({ dryRun: 'server' }),
    lookUp: (some) => Promise.resolve(new Map(some.map((one) => [one, namespace]))),
    clock: fakeClock(),
    roundTripMilliseconds: 1,
    openLog: () => () => undefined,
    onOutcomes: () => undefined,
    onOutput: () => undefined,
  };
  const { outcomes, unexplainedExit } = await rehearseRelease(
    targets,
    context,
    new AbortController().signal,
  );
  return {
    sent: runs.map(sentNames),
    said: outcomes.map(({ key, status }) => `${status} ${key.kind} ${key.name}`),
    unexplainedExit,
  };
}

const namespace = target({ type: TYPES.Namespace, name: 'shop' });
const live = liveObject({ type: TYPES.Namespace, name: 'shop' });
const inside = target({ name: 'inside' });
const outside = target({ name: 'outside', namespace: 'blog' });

test('plans what lies in a Namespace that the release creates, and sends the rest', async () => {
  expect(await rehearse([namespace, inside, outside], 'absent')).toMatchObject({
    sent: [['Namespace shop'], ['ConfigMap outside']],
    said: ['applied Namespace shop', 'planned ConfigMap inside', 'applied ConfigMap outside'],
  });
});

test.each([
  ['exists', live],
  ['may not be seen', 'unknown' as const],
])('sends what lies in a Namespace of the release that %s', async (_, seen) => {
  const { sent } = await rehearse([namespace, inside], seen);
  expect(sent).toEqual([['Namespace shop'], ['ConfigMap inside']]);
});

test('sends what lies in a Namespace that the release does not hold', async () => {
  expect((await rehearse([inside], 'absent')).sent).toEqual([['ConfigMap inside']]);
});

test('plans resources of a definition that the release creates', async () => {
  const widget = { ...target({ type: TYPES.Widget, name: 'w' }), served: false };
  expect(await rehearse([widget], 'absent')).toMatchObject({
    sent: [],
    said: ['planned Widget w'],
  });
});

test('tells which objects the server refused', async () => {
  const { said } = await rehearse([inside, outside], live, () => ({
    exitCode: 1,
    stdout: appliedLines([outside]),
  }));
  expect(said.toSorted()).toEqual(['applied ConfigMap outside', 'failed ConfigMap inside']);
});

test('tells a failure of kubectl that no object explains', async () => {
  const fail = (stdout: string) => rehearse([inside], live, () => ({ exitCode: 1, stdout }));
  expect((await fail(appliedLines([inside]))).unexplainedExit).toBe(1);
  expect((await fail('')).unexplainedExit).toBe(0);
});
