import { describe, expect, test } from 'vitest';
import { list, listEverything, versions, whenQuiet } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { expectExit, startScenario, type Scenario } from './scenario.ts';
import { hasTerminal, runAtTerminal } from './terminal.ts';

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => configMap(name, `number-${index}`));

/** Deploys a namespace with so many ConfigMaps; the hostgroup then has fewer, and another version. */
async function shrinking(name: string, { from, to }: { from: number; to: number }) {
  const scenario = await startScenario(name, [`namespace/${name}`]);
  const settings = (version: string) => configMap(name, 'settings', { version });
  await scenario.write({ manifests: [namespace(name), settings('1'), ...numbered(name, from)] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: [namespace(name), settings('2'), ...numbered(name, to)] });
  return scenario;
}

const stateOf = async ({ tools }: Scenario) =>
  versions(await whenQuiet(() => listEverything(tools)));

const countOf = async ({ tools }: Scenario, name: string) =>
  (await list(tools, ['configmaps', '-n', name, '-l', 'kubernixos'])).length;

test('does not even apply where nobody can confirm what prune would delete', async () => {
  const scenario = await shrinking('consent-nobody', { from: 2, to: 1 });
  const before = await stateOf(scenario);

  const { stderr } = await scenario.fails(['apply', 'prune']);

  expect(stderr).toContain('prune would delete 1 object');
  expect(stderr).toContain('--yes');
  expect(await stateOf(scenario)).toEqual(before);
});

test('needs no confirmation where there is nothing to delete', async () => {
  const scenario = await shrinking('consent-needless', { from: 1, to: 1 });

  const { stdout } = await scenario.passes(['apply', 'prune']);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
});

test('does not even apply where more than half of ten objects would go, unless that is allowed', async () => {
  const name = 'consent-half';
  const scenario = await shrinking(name, { from: 9, to: 3 });
  const before = await stateOf(scenario);

  const { stderr } = await scenario.fails(['apply', 'prune', '--yes']);

  expect(stderr).toContain('prune would delete 6 of the 11 live objects of this deployment');
  expect(await stateOf(scenario)).toEqual(before);

  await scenario.passes(['apply', 'prune', '--yes', '--allow-mass-prune']);
  expect(await countOf(scenario, name)).toBe(4);
});

test('lets half of ten objects go with --yes', async () => {
  const name = 'consent-five';
  const scenario = await shrinking(name, { from: 8, to: 3 });

  const { stdout } = await scenario.passes(['apply', 'prune', '--yes']);

  expect(stdout).toMatch(/^prune: 5 pruned$/m);
});

test('refuses an empty release, unless that is allowed', async () => {
  const name = 'consent-empty';
  const scenario = await shrinking(name, { from: 1, to: 1 });
  await scenario.write({ manifests: [] });
  const before = await stateOf(scenario);

  const { stderr } = await scenario.fails(['apply', 'prune', '--yes']);

  expect(stderr).toContain('the release is empty: prune would delete all 3 objects');
  expect(await stateOf(scenario)).toEqual(before);

  const { stdout } = await scenario.passes(['prune', '--yes', '--allow-mass-prune']);
  expect(stdout).toMatch(/^prune: 3 pruned$/m);
});

test('refuses a release that shares nothing with the ten objects of its deployment', async () => {
  const name = 'consent-stranger';
  const scenario = await shrinking(name, { from: 8, to: 1 });
  await scenario.write({ manifests: [configMap('default', name)] });
  const before = await stateOf(scenario);

  const { stderr } = await scenario.fails(['apply', 'prune', '--yes']);

  expect(stderr).toContain('none of the 10 live objects of this deployment is in the release');
  expect(await stateOf(scenario)).toEqual(before);
});

// It needs `script` of util-linux, which Debian always has.
describe.runIf(hasTerminal)('at a terminal', () => {
  const question = /Delete 1 object from https:\S+ \(context admin\)\? \(yes\/no\): /;

  test('lists what it would delete, and deletes it after a yes', async () => {
    const name = 'consent-yes';
    const scenario = await shrinking(name, { from: 2, to: 1 });

    const run = runAtTerminal(scenario, ['apply', 'prune'], 'yes\n');
    const { stdout } = await expectExit(0, run);

    expect(
      stdout.indexOf(`  ConfigMap ${name}/number-1  no longer in the manifests`),
    ).toBeGreaterThan(0);
    expect(stdout.search(question)).toBeGreaterThan(stdout.indexOf('  ConfigMap'));
    expect(stdout).toMatch(/^prune: 1 pruned$/m);
    expect(await countOf(scenario, name)).toBe(2);
  });

  test.each([
    { answer: 'no', typed: 'no\n', questions: 1 },
    { answer: 'nothing but Ctrl-D', typed: '', questions: 1 },
    { answer: 'something else, then no', typed: 'y\nYES\nno\n', questions: 3 },
    { answer: 'something else, then Ctrl-D', typed: 'sure\n', questions: 2 },
  ])('deletes nothing after $answer', async ({ typed, questions }) => {
    const name = `consent-no-${questions}-${typed.length}`;
    const scenario = await shrinking(name, { from: 2, to: 1 });

    const run = runAtTerminal(scenario, ['prune'], typed);
    const { stdout } = await expectExit(1, run);

    expect(stdout.split(question)).toHaveLength(questions + 1);
    expect(stdout).toContain('declined, nothing was deleted');
    expect(await countOf(scenario, name)).toBe(3);
  });

  test('marks what the original tool left', async () => {
    const name = 'consent-legacy';
    const scenario = await shrinking(name, { from: 1, to: 1 });
    const metadata = {
      name: 'legacy',
      namespace: name,
      labels: { kubernixos: '0123456789'.repeat(7).slice(0, 62) },
    };
    await scenario.tools.kubectl(['apply', '-f', '-'], {
      stdin: JSON.stringify({ ...configMap(name, 'legacy'), metadata }),
    });
    await scenario.write({ deployment: 'default', manifests: [configMap('default', name)] });

    const run = runAtTerminal(scenario, ['prune'], 'no\n');
    const { stdout } = await expectExit(1, run);

    expect(stdout).toMatch(/ConfigMap consent-legacy\/legacy .*by the original kubernixos/);
    await scenario.tools.kubectl(['delete', 'namespace', name]);
  });
});
