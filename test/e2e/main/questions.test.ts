import { describe, expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { startMarkedRun, type MarkedRun } from '../faults/marked-run.ts';
import { list } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { scenarioIn, startScenario, type Scenario } from './scenario.ts';
import { hasTerminal } from './terminal.ts';

const question = '? (yes/no): ';

/** Starts prune at a terminal, and waits for what it asks. */
async function ask(scenario: Scenario, words: string): Promise<MarkedRun> {
  const run = await startMarkedRun(scenario, ['prune'], { terminal: true });
  await waitFor(() => run.said().includes(words), { what: words });
  return run;
}

/** Answers, and gives the exit code and all that was said. */
async function answer(
  run: MarkedRun,
  text: string,
): Promise<readonly [number | undefined, string]> {
  run.type(`${text}\r`);
  const { exitCode } = await run.ended;
  return [exitCode, run.said().replaceAll('\r\n', '\n')];
}

const exists = async ({ tools }: Scenario, ...object: readonly string[]) =>
  (await tools.kubectl(['get', ...object, '--ignore-not-found', '-o', 'name'])) !== '';

describe.runIf(hasTerminal)('while a person is asked', () => {
  test('what became something else stays after a yes, and what was only edited goes', async () => {
    const name = 'questions-meanwhile';
    const ids = ['untouched', 'edited', 'retained', 'replaced', 'unlabelled', 'adopted'];
    const scenario = await scenarioIn(name);
    const stays = namespace(name);
    await scenario.write({ manifests: [stays, ...ids.map((id) => configMap(name, id))] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [stays] });
    const other = await startScenario(`${name}-other`, []);
    await other.write({ manifests: [configMap(name, 'adopted')] });
    const inNamespace = (...args: readonly string[]) =>
      scenario.tools.kubectl([...args, '-n', name]);

    const run = await ask(scenario, question);
    const data = JSON.stringify({ data: { by: 'hand' } });
    await inNamespace('patch', 'configmap', 'edited', '--type=merge', '-p', data);
    await inNamespace('annotate', 'configmap', 'retained', 'kubernixos/prune=disabled');
    await inNamespace('delete', 'configmap', 'replaced');
    await inNamespace('create', 'configmap', 'replaced');
    await inNamespace('label', 'configmap', 'unlabelled', 'kubernixos-');
    await other.passes(['apply', '--adopt']);
    const [exitCode, said] = await answer(run, 'yes');

    expect(exitCode).toBe(1);
    const left = ['adopted', 'replaced', 'retained', 'unlabelled'];
    for (const id of left)
      expect(said).toMatch(new RegExp(`^kept +ConfigMap ${name}/${id}: `, 'm'));
    expect(said).toContain('retained by its annotation kubernixos/prune: disabled');
    for (const id of ['untouched', 'edited'])
      expect(said).toMatch(new RegExp(`^pruned +ConfigMap ${name}/${id}$`, 'm'));
    const live = await list(scenario.tools, ['configmaps', '-n', name]);
    const names = live.map(({ metadata }) => metadata.name).sort();
    expect(names.filter((id) => id !== 'kube-root-ca.crt')).toEqual(left);
    expect(said).toContain('to be pruned: retained by its annotation kubernixos/prune: disabled');
  });

  /** A Namespace that left the manifests, and in which somebody else has made a ConfigMap. */
  async function filled(name: string): Promise<Scenario> {
    const scenario = await startScenario(name, [`namespace/${name}`, `namespace/${name}-old`]);
    await scenario.write({ manifests: [namespace(name), namespace(`${name}-old`)] });
    await scenario.passes(['apply']);
    await scenario.tools.kubectl(['create', 'configmap', 'theirs', '-n', `${name}-old`]);
    await scenario.write({ manifests: [namespace(name)] });
    return scenario;
  }

  test('a Namespace that others have filled goes with it when it is called by its name', async () => {
    const name = 'questions-named';
    const scenario = await filled(name);
    const run = await ask(scenario, 'press Enter to keep it: ');
    run.type(`${name}-old\r`);
    await waitFor(() => run.said().includes(question));

    const [exitCode, said] = await answer(run, 'yes');

    expect(exitCode).toBe(0);
    expect(said).toContain('holds 1 object that kubernixos did not put there: 1 ConfigMap.');
    expect(said).toContain('with 1 object in it: 1 ConfigMap');
    expect(said).toContain(`pruned      Namespace ${name}-old`);
    await waitFor(async () => !(await exists(scenario, `namespace/${name}-old`)));
  });

  test.each([
    ['Enter', ''],
    ['yes', 'yes'],
    ['another name', 'questions-kept'],
  ])('a Namespace that others have filled stays after %s', async (_, typed) => {
    const name = 'questions-kept';
    const scenario = await filled(name);
    const run = await ask(scenario, 'press Enter to keep it: ');

    const [exitCode] = await answer(run, typed);

    expect(exitCode).toBe(1);
    expect(await exists(scenario, 'configmap/theirs', '-n', `${name}-old`)).toBe(true);
    await scenario.tools.kubectl(['delete', `namespace/${name}-old`, `namespace/${name}`]);
  });

  test('Ctrl-D at that question keeps it, and everything else with it', async () => {
    const name = 'questions-end';
    const scenario = await filled(name);
    const manifests = [namespace(name), namespace(`${name}-old`), configMap(name, 'surplus')];
    await scenario.write({ manifests });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [namespace(name)] });
    const run = await ask(scenario, 'press Enter to keep it: ');
    run.type('\x04');

    const { exitCode } = await run.ended;

    expect(exitCode).toBe(1);
    expect(run.said()).toContain('prune: declined, nothing was deleted');
    expect(await exists(scenario, 'configmap/theirs', '-n', `${name}-old`)).toBe(true);
    expect(await exists(scenario, 'configmap/surplus', '-n', name)).toBe(true);
  });

  test('the last lines before the question tell what goes, why, and what goes along', async () => {
    const name = 'questions-list';
    const scenario = await filled(name);
    const ours = [configMap(`${name}-old`, 'settings'), configMap(name, 'surplus')];
    const stays = namespace(name);
    await scenario.write({ manifests: [stays, namespace(`${name}-old`), ...ours] });
    await scenario.passes(['apply']);
    await scenario.tools.kubectl([...['create', 'secret', 'generic', 'keys', '-n', `${name}-old`]]);
    await scenario.write({ manifests: [stays] });
    const run = await ask(scenario, 'press Enter to keep it: ');
    run.type(`${name}-old\r`);
    await waitFor(() => run.said().includes(question));

    const [exitCode, said] = await answer(run, 'no');

    expect(exitCode).toBe(1);
    const list = said.slice(said.indexOf('To be deleted from'), said.indexOf(question));
    expect(
      list
        .replaceAll(/https:\S+/g, 'URL')
        .replaceAll(/[0-9a-f]{12}/g, 'X')
        .split('\n'),
    ).toEqual([
      `To be deleted from URL (context admin), deployment ${name}:`,
      'cluster-wide: 1 object',
      `! Namespace ${name}-old           no longer in the manifests (applied by release X)`,
      '      with 3 objects in it: 2 ConfigMap, 1 Secret (1 of them listed here)',
      `namespace ${name}: 1 object`,
      `  ConfigMap ${name}/surplus       no longer in the manifests (applied by release X)`,
      `namespace ${name}-old: 1 object`,
      `  ConfigMap ${name}-old/settings  no longer in the manifests (applied by release X)`,
      '! can take other objects, or data, along',
      '3 objects in 2 namespaces: 1 Namespace, 2 ConfigMap, and with them 2 more: 1 ConfigMap, 1 Secret',
      'Delete 3 objects, and 2 more with them, from URL (context admin)',
    ]);
    expect(await exists(scenario, 'secret/keys', '-n', `${name}-old`)).toBe(true);
  });

  test('what comes into the Namespace after that question keeps it', async () => {
    const name = 'questions-late';
    const scenario = await filled(name);
    const run = await ask(scenario, 'press Enter to keep it: ');
    run.type(`${name}-old\r`);
    await waitFor(() => run.said().includes(question));
    await scenario.tools.kubectl(['create', 'configmap', 'late', '-n', `${name}-old`]);

    const [exitCode, said] = await answer(run, 'yes');

    expect(exitCode).toBe(1);
    expect(said).toContain(
      `kept        Namespace ${name}-old: by now it holds something else: still holds ConfigMap ${name}-old/late;`,
    );
    expect(await exists(scenario, 'configmap/theirs', '-n', `${name}-old`)).toBe(true);
  });
});
