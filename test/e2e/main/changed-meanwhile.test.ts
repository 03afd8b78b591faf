import { describe, expect, test } from 'vitest';
import { list } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { expectExit, scenarioIn, startScenario } from './scenario.ts';
import { answerAfter, hasTerminal } from './terminal.ts';

// A person reads what would be deleted, and says yes; by then the cluster is another.

describe.runIf(hasTerminal)('between the list and the yes', () => {
  test('what became something else stays, and what was only edited goes', async () => {
    const name = 'meanwhile';
    const ids = ['untouched', 'edited', 'retained', 'replaced', 'unlabelled', 'adopted'];
    const scenario = await scenarioIn(name);
    const stays = namespace(name);
    await scenario.write({ manifests: [stays, ...ids.map((id) => configMap(name, id))] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [stays] });
    const other = await startScenario(`${name}-other`, []);
    await other.write({ manifests: [configMap(name, 'adopted')] });
    const { tools } = scenario;
    const inNamespace = (...args: readonly string[]) => tools.kubectl([...args, '-n', name]);

    const run = answerAfter(scenario, ['prune'], 'yes\n', async () => {
      const data = JSON.stringify({ data: { by: 'hand' } });
      await inNamespace('patch', 'configmap', 'edited', '--type=merge', '-p', data);
      await inNamespace('annotate', 'configmap', 'retained', 'kubernixos/prune=disabled');
      await inNamespace('delete', 'configmap', 'replaced');
      await inNamespace('create', 'configmap', 'replaced');
      await inNamespace('label', 'configmap', 'unlabelled', 'kubernixos-');
      await other.passes(['apply', '--adopt']);
    });
    const { stdout } = await expectExit(1, run);

    const left = ['adopted', 'replaced', 'retained', 'unlabelled'];
    for (const id of left)
      expect(stdout).toMatch(new RegExp(`^kept +ConfigMap ${name}/${id}: `, 'm'));
    for (const id of ['untouched', 'edited'])
      expect(stdout).toMatch(new RegExp(`^pruned +ConfigMap ${name}/${id}$`, 'm'));
    const live = await list(tools, ['configmaps', '-n', name]);
    const names = live.map(({ metadata }) => metadata.name).sort();
    expect(names.filter((id) => id !== 'kube-root-ca.crt')).toEqual(left);
  });

  test('a Namespace into which someone has put something stays', async () => {
    const name = 'meanwhile-filled';
    const scenario = await scenarioIn(name, `configmap/${name}`);
    const stays = configMap('default', name);
    await scenario.write({ manifests: [stays, namespace(name), configMap(name, 'ours')] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [stays] });
    const { tools } = scenario;

    const run = answerAfter(scenario, ['prune'], 'yes\n', () =>
      tools.kubectl(['create', 'configmap', 'theirs', '-n', name]),
    );
    const { stdout } = await expectExit(1, run);

    expect(stdout).toMatch(new RegExp(`^kept +Namespace ${name}: `, 'm'));
    const [live] = await list(tools, ['namespace', name]);
    expect(live?.metadata.deletionTimestamp).toBeUndefined();
    expect(await list(tools, ['configmap', 'theirs', '-n', name])).toHaveLength(1);
  });
});
