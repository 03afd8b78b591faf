import { expect, test } from 'vitest';
import { rehearseObjects } from '../../../src/apply/rehearse-objects.ts';
import type { KubectlArguments } from '../../../src/model/deploy-request.ts';
import type { Target } from '../../../src/model/target.ts';
import { kubectlArguments, target, TYPES } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeKubectl, type KubectlAnswer, sentNames } from '../../support/fake-kubectl.ts';

/** Rehearses against a kubectl that answers with the objects sent, less those refused by name. */
async function rehearse(
  targets: readonly Target[],
  refused: Readonly<Record<string, string>> = {},
  more: { readonly args?: Partial<KubectlArguments>; readonly warning?: string } = {},
) {
  const { kubectl, runs } = fakeKubectl((run): KubectlAnswer => {
    const documents = run.input.split('---\n').map((text) => JSON.parse(text) as object);
    const names = sentNames(run);
    const items = documents.filter((_, index) => refused[names[index] ?? ''] === undefined);
    const errors = names.flatMap((name) => refused[name] ?? []);
    const stderr = [...(more.warning === undefined ? [] : [more.warning]), ...errors].join('\n');
    const stdout = items.length === 1 ? JSON.stringify(items[0]) : listOf(items);
    return { stdout, stderr, exitCode: errors.length > 0 ? 1 : 0 };
  });
  const heard: string[] = [];
  const answer = await rehearseObjects(
    targets,
    {
      ...{ kubectl, clock: fakeClock() },
      args: kubectlArguments(more.args),
      roundTripMilliseconds: 1,
      openLog: () => (line) => void heard.push(line),
    },
    new AbortController().signal,
  );
  const said = targets.map((one) => [one.key.name, answer.get(one)?.type]);
  return { answer, said, heard, runs };
}

const listOf = (items: readonly object[]) =>
  items.length === 0 ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    target({ name: `n${String(index).padStart(4, '0')}` }),
  );

test('asks the server for a dry run last, whatever the user wants of apply', async () => {
  const apply = ['--dry-run=none', '-o', 'yaml'];
  const { runs } = await rehearse(many(2), {}, { args: { apply, output: 'yaml' } });
  expect(runs).toHaveLength(1);
  expect(runs[0]?.args.slice(-3)).toEqual([
    '--dry-run=server',
    '--output=json',
    '--show-managed-fields=true',
  ]);
  expect(runs[0]?.args).toContain('--server-side');
});

test('starts no kubectl for nothing', async () => {
  expect((await rehearse([])).runs).toEqual([]);
});

test.each([1, 2])('gives the server’s answer for each of %i objects', async (count) => {
  const { answer } = await rehearse(many(count));
  expect([...answer.values()].map(({ type }) => type)).toEqual(Array(count).fill('accepted'));
});

test('knows objects of one name apart by group, kind and namespace', async () => {
  const same = [
    target({ name: 'x' }),
    target({ name: 'x', namespace: 'blog' }),
    target({ name: 'x', type: TYPES.Secret }),
  ];
  const { answer } = await rehearse(same, { 'Secret x': 'error: no' });
  expect(same.map((one) => answer.get(one)?.type)).toEqual(['accepted', 'accepted', 'refused']);
});

test('asks about a refused object once more, alone, to tell why', async () => {
  const error =
    'Error from server (Forbidden): error when patching "STDIN": configmaps "n0001" is forbidden';
  const { answer, runs, heard } = await rehearse(many(3), { 'ConfigMap n0001': error });
  expect(runs.map((run) => sentNames(run).length)).toEqual([3, 1]);
  expect([...answer.values()]).toContainEqual({
    type: 'refused',
    message: 'configmaps "n0001" is forbidden',
  });
  expect(heard).toEqual([]);
});

test('passes warnings on, and does not take one for the reason of a refusal', async () => {
  const warning = 'Warning: policy/v1beta1 is deprecated';
  const { answer, heard } = await rehearse(
    many(2),
    { 'ConfigMap n0000': 'error: no' },
    { warning },
  );
  expect([...answer.values()]).toContainEqual({ type: 'refused', message: 'no' });
  expect(heard).toEqual([warning]);
});

test('passes on at once what an exec plugin asks people', async () => {
  const warning = 'To sign in, open https://login.example.com and enter the code ABC';
  const { heard } = await rehearse(many(2), { 'ConfigMap n0000': 'error: no' }, { warning });
  expect(heard[0]).toBe(warning);
  expect(heard).not.toContain('error: no');
});

test('fails where kubectl does, although it accepts everything', async () => {
  const { kubectl } = fakeKubectl((run) => ({ stdout: run.input, exitCode: 1 }));
  const run = {
    ...{ kubectl, clock: fakeClock() },
    args: kubectlArguments(),
    roundTripMilliseconds: 1,
    openLog: () => () => undefined,
  };
  const running = rehearseObjects(many(1), run, new AbortController().signal);
  await expect(running).rejects.toMatchObject({ code: 'kubectl-failed' });
});

test('lets kubectl speak for itself where it refuses many', async () => {
  const all = many(21);
  const errors = Object.fromEntries(
    all.map(({ key }) => [`ConfigMap ${key.name}`, `error: no ${key.name}`]),
  );
  const { said, heard, runs } = await rehearse(all, errors);
  expect(said).toEqual(all.map(({ key }) => [key.name, 'refused']));
  expect(runs).toHaveLength(1);
  expect(heard).toHaveLength(21);
});

test('splits large sets over two processes, and reads both', async () => {
  const { runs, said } = await rehearse(many(201));
  expect(runs.map((run) => sentNames(run).length)).toEqual([101, 100]);
  expect(said.every(([, type]) => type === 'accepted')).toBe(true);
});
