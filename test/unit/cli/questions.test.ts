import { expect, test } from 'vitest';
import { askConsent } from '../../../src/cli/ask-consent.ts';
import { askName } from '../../../src/cli/ask-name.ts';
import type { Prompt } from '../../../src/ports/output.ts';
import { liveObject, managedObject, TYPES } from '../../support/builders.ts';

const { signal } = new AbortController();

/** Answers in turn, and then with the end of input. */
function person(...answers: readonly string[]) {
  const asked: string[] = [];
  const prompt: Prompt = {
    interactive: true,
    ask(question) {
      asked.push(question);
      return Promise.resolve(answers[asked.length - 1] ?? null);
    },
  };
  return { prompt, asked };
}

test.each([
  [['yes'], true, 1],
  [[' yes '], true, 1],
  [['no'], false, 1],
  [[], false, 1],
  [['y', 'YES', '', 'yes'], true, 4],
  [['sure'], false, 2],
])('takes %j for %s', async (answers, agreed, times) => {
  const { prompt, asked } = person(...answers);
  expect(await askConsent('Delete 2 objects?', prompt, signal)).toBe(agreed);
  expect(asked).toHaveLength(times);
  expect(asked[0]).toBe('Delete 2 objects? (yes/no): ');
  for (const again of asked.slice(1))
    expect(again).toBe('Please answer yes or no.\nDelete 2 objects? (yes/no): ');
});

const container = {
  object: managedObject({ type: TYPES.Namespace, name: 'old' }),
  contents: [
    liveObject({ checksum: null }),
    liveObject({ checksum: null, type: TYPES.Secret }),
    liveObject({ checksum: null, name: 'x' }),
  ],
  address: { server: 'https://test:6443', context: 'test', namespace: null },
};

test('does not call foreign what our own deployments have in the Namespace', async () => {
  const { prompt, asked } = person('');
  await askName({ ...container, contents: [liveObject()] }, prompt, signal);
  expect(asked[0]).toContain('holds 1 object that would stay otherwise: 1 ConfigMap.');
});

test.each([
  [['old'], true],
  [['OLD'], false],
  [[' old'], false],
  [['yes'], false],
  [[''], false],
  [[], false],
])('lets a Namespace go only by its name: %j', async (answers, goes) => {
  const { prompt, asked } = person(...answers);
  expect(await askName(container, prompt, signal)).toBe(goes);
  expect(asked).toEqual([
    'Namespace old at https://test:6443 (context test) holds 3 objects that kubernixos did not put there: 2 ConfigMap, 1 Secret.\n' +
      'Type old to delete it with all that, or press Enter to keep it: ',
  ]);
});
