import { describe, expect, test } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';
import { startMarkedRun, type MarkedRun } from '../faults/marked-run.ts';
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
  /** Deployed, and then taken out of the manifests. */
  async function surplus(name: string): Promise<Scenario> {
    const scenario = await scenarioIn(name);
    const stays = [namespace(name), configMap(name, 'stays')];
    await scenario.write({ manifests: [...stays, configMap(name, 'surplus')] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: stays });
    return scenario;
  }

  test('what asks to be retained meanwhile is kept after a yes', async () => {
    const name = 'questions-retained';
    const scenario = await surplus(name);
    const run = await ask(scenario, question);
    const where = ['configmap/surplus', '-n', name];
    await scenario.tools.kubectl(['annotate', ...where, 'kubernixos/prune=disabled']);

    const [exitCode, said] = await answer(run, 'yes');

    expect(exitCode).toBe(1);
    expect(said).toContain(`kept        ConfigMap ${name}/surplus: it changed meanwhile`);
    expect(said).toContain('retained by its annotation kubernixos/prune: disabled');
    expect(await exists(scenario, ...where)).toBe(true);
  });

  test('what changes without a bearing on the decision is deleted in its new state', async () => {
    const name = 'questions-changed';
    const scenario = await surplus(name);
    const run = await ask(scenario, question);
    const where = ['configmap/surplus', '-n', name];
    await scenario.tools.kubectl(['label', ...where, 'touched=yes']);

    const [exitCode, said] = await answer(run, 'yes');

    expect([exitCode, said]).toEqual([0, expect.stringContaining('prune: 1 pruned')]);
    expect(await exists(scenario, ...where)).toBe(false);
  });

  test('what is deleted and made anew by somebody else is left alone', async () => {
    const name = 'questions-replaced';
    const scenario = await surplus(name);
    const run = await ask(scenario, question);
    const where = ['configmap/surplus', '-n', name];
    await scenario.tools.kubectl(['delete', ...where]);
    await scenario.tools.kubectl(['create', 'configmap', 'surplus', '-n', name]);

    const [exitCode] = await answer(run, 'yes');

    expect(exitCode).toBe(1);
    expect(await exists(scenario, ...where)).toBe(true);
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
