import { expect, test } from 'vitest';
import { askClusterName } from '../../../src/cli/commands/cluster/ask-cluster-name.ts';

const consent = { cluster: 'shop', hosts: ['a', 'b'] };

function ask(
  answer: string | null,
  options: { yes?: boolean; named?: string; interactive?: boolean } = {},
) {
  const { yes = false, named = null, interactive = true } = options;
  const questions: string[] = [];
  const prompt = {
    interactive,
    ask: (question: string) => {
      questions.push(question);
      return Promise.resolve(answer);
    },
  };
  const { signal } = new AbortController();
  return { questions, agreed: askClusterName(consent, { yes, named, prompt }, signal) };
}

test('only exactly its name lets a cluster go, and the question names its hosts', async () => {
  const { agreed, questions } = ask('shop');
  expect(await agreed).toBe(true);
  expect(questions).toEqual([expect.stringContaining('from a, b')]);
  for (const answer of ['', 'yes', 'Shop', 'shop ', null])
    expect(await ask(answer).agreed).toBe(false);
});

test('--yes needs the name too, and then nobody is asked', async () => {
  const { agreed, questions } = ask(null, { yes: true, named: 'shop', interactive: false });
  expect(await agreed).toBe(true);
  expect(questions).toEqual([]);
  await expect(ask('shop', { yes: true }).agreed).rejects.toMatchObject({ code: 'needs-consent' });
});

test('another name is refused also where somebody could be asked', async () => {
  await expect(ask('shop', { named: 'other' }).agreed).rejects.toMatchObject({
    code: 'other-cluster',
  });
});

test('where nobody can be asked, nobody agrees', async () => {
  await expect(ask(null, { interactive: false }).agreed).rejects.toMatchObject({
    code: 'needs-consent',
  });
});
