import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOSTILE_TEXTS, UNSAFE, UNSAFE_IN_JSON } from '../../support/hostile-texts.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startMarkedRun } from '../faults/marked-run.ts';
import { planned, readPlan } from './foretold.ts';
import { list } from './live.ts';
import {
  clusterRole,
  configMap,
  namespace,
  type Manifest,
  widget,
  widgetDefinition,
} from './manifests.ts';
import { scenarioIn, startScenario } from './scenario.ts';
import { hasTerminal } from './terminal.ts';

const deploy = ['apply', 'prune', '--yes'];

/** What server-side apply refuses: the API server reads it as YAML, which has no such characters. */
const NO_YAML = /[\0\u007f-\u0084\u0086-\u009f\ufeff]|\p{Cs}/u;

const appliable = Object.values(HOSTILE_TEXTS).filter((text) => !NO_YAML.test(text));

/** Those that may be the name of a ClusterRole, which is part of a path. */
const names = appliable.filter((text) => text.length < 1000 && !/[/%]/.test(text));

/** The status line commands the terminal itself; it is not there where CI is set. */
const env = { CI: 'true' };

test('tells of objects by hostile names in harmless lines, and prunes exactly them', async () => {
  const name = 'hostile-names';
  const roles = names.map((text, index) => clusterRole(`${name}-${index}-${text}`));
  const scenario = await startScenario(
    name,
    roles.map((role) => `clusterrole/${role.metadata.name}`),
  );
  const stays = clusterRole(`${name}-stays`);
  await scenario.write({ manifests: [stays, ...roles] });

  const created = await scenario.passes(['apply', 'prune']);
  const plan = await scenario.run(['plan']);
  const json = await readPlan(scenario, 0);
  await scenario.write({ manifests: [stays] });
  const foretold = await scenario.run(['plan']);
  const pruned = await scenario.passes([...deploy, '--allow-mass-prune']);

  expect(created.stdout.match(/^created /gm)).toHaveLength(roles.length + 1);
  expect(pruned.stdout.match(/^pruned /gm)).toHaveLength(roles.length);
  for (const { stdout, stderr } of [created, plan, foretold, pruned]) {
    expect(stdout).not.toMatch(UNSAFE);
    expect(stderr).not.toMatch(UNSAFE);
  }
  expect(pruned.stdout.match(/^prune: .*$/gm)).toEqual([`prune: ${roles.length} pruned`]);
  expect(planned(json, 'unchanged')).toHaveLength(roles.length + 1);
  const left = await list(scenario.tools, ['clusterroles', '-l', 'kubernixos']);
  const all = left.map(({ metadata }) => metadata.name);
  expect(all.filter((each) => each.startsWith(name))).toEqual([`${name}-stays`]);
});

describe.runIf(hasTerminal)('at a terminal', () => {
  test('a name that imitates lines of ours stands in the list as what it is', async () => {
    const name = 'hostile-question';
    const imitation = `${name}\r\nDelete 0 objects from nowhere? \u001b[8m\u202e`;
    const scenario = await startScenario(name, [`clusterrole/${imitation}`]);
    await scenario.write({ manifests: [clusterRole(`${name}-stays`), clusterRole(imitation)] });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [clusterRole(`${name}-stays`)] });

    const run = await startMarkedRun(scenario, ['prune'], { terminal: true, env });
    await waitFor(() => run.said().endsWith('(context admin)? (yes/no): '));
    run.type('yes\r');
    const { exitCode } = await run.ended;

    const said = run.said().replaceAll('\r\n', '\n');
    expect(exitCode).toBe(0);
    expect(said).not.toMatch(UNSAFE);
    const shown = `ClusterRole.rbac.authorization.k8s.io "${name}\\r\\nDelete 0 objects from nowhere? \\u001b[8m\\u202e"`;
    expect(said).toContain(`\n  ${shown}  no longer in the manifests`);
    expect(said.match(/^pruned .*$/gm)).toEqual([`pruned      ${shown}`]);
  });
});

test('values of any length are cut in a plan, and exact in documents', async () => {
  const name = 'hostile-values';
  const scenario = await scenarioIn(name);
  const text = appliable.join('\n');
  const release = (value: string) => [namespace(name), configMap(name, 'values', { value })];
  await scenario.write({ manifests: release(`${text}old`) });
  await scenario.passes(['apply']);
  // All of them may come by another way.
  const all = Object.values(HOSTILE_TEXTS)
    .filter((each) => !/\p{Cs}/u.test(each))
    .join('\n');
  const patch = JSON.stringify({ data: { value: all } });
  const file = join(scenario.hostgroup.dir, 'patch.json');
  await writeFile(file, patch);
  await scenario.tools.kubectl([
    ...['patch', 'configmap', 'values', '-n', name, '--type=merge', `--patch-file=${file}`],
  ]);
  await scenario.write({ manifests: release(`${text}new`) });

  const plan = await scenario.run(['plan']);
  const json = await scenario.run(['plan', '--json']);
  const dump = await scenario.run(['dump']);
  const yaml = await scenario.run(['dump', '--yaml']);
  const applied = await scenario.passes(['apply', '-o', 'json']);

  for (const { stdout, stderr } of [plan, yaml]) expect(stdout + stderr).not.toMatch(UNSAFE);
  for (const { stdout, stderr } of [json, dump, applied])
    expect(stdout + stderr).not.toMatch(UNSAFE_IN_JSON);
  expect(plan.stdout.length).toBeLessThan(3000);
  expect(plan.stdout).toContain('characters left out');
  expect(JSON.parse(json.stdout)).toMatchObject({
    changes: [{}, { fields: [{ from: all, to: `${text}new` }] }],
  });
  expect(JSON.parse(applied.stdout)).toMatchObject({
    items: [{}, { data: { value: `${text}new` } }],
  });
  for (const document of [dump.stdout, yaml.stdout])
    await scenario.tools.kubectl(['apply', '--server-side', '--dry-run=server', '-f', '-'], {
      stdin: document,
    });
});

/** Says no to every change of ConfigMaps in the Namespace, with the text of a CEL expression. */
function policy(name: string, text: string): readonly Manifest[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const resources = ['configmaps'];
  const rule = {
    apiGroups: [''],
    apiVersions: ['v1'],
    operations: ['CREATE', 'DELETE'],
    resources,
  };
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': name } };
  return [
    {
      ...{ apiVersion, kind: 'ValidatingAdmissionPolicy', metadata: { name } },
      spec: {
        matchConstraints: { resourceRules: [rule] },
        validations: [{ expression: 'false', messageExpression: JSON.stringify(text) }],
      },
    },
    {
      ...{ apiVersion, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name } },
      spec: {
        ...{ policyName: name, validationActions: ['Deny'] },
        matchResources: { namespaceSelector },
      },
    },
  ];
}

test('what an admission policy says is harmless, in plan, apply and prune', async () => {
  const name = 'hostile-denial';
  const text = `no\u001b[2J\u009b31m\u202e\u200b ${'x'.repeat(4000)}: the end`;
  const scenario = await scenarioIn(
    name,
    `validatingadmissionpolicy/${name}`,
    `validatingadmissionpolicybinding/${name}`,
  );
  await scenario.write({ manifests: [namespace(name), configMap(name, 'surplus')] });
  await scenario.passes(['apply']);
  const stdin = policy(name, text)
    .map((each) => JSON.stringify(each))
    .join('\n---\n');
  await scenario.tools.kubectl(['apply', '-f', '-'], { stdin });
  const probe = ['create', 'configmap', 'probe', '-n', name, '--dry-run=server'];
  await waitFor(async () => (await scenario.tools.runKubectl(probe)).stderr.includes('denied'));
  await scenario.write({ manifests: [namespace(name), configMap(name, 'new')] });

  const plan = await scenario.fails(['plan']);
  const json = await scenario.run(['plan', '--json']);
  const applied = await scenario.fails(['apply']);
  await scenario.write({ manifests: [namespace(name)] });
  const pruned = await scenario.fails(['prune', '--yes']);

  for (const { stdout, stderr } of [plan, json, applied, pruned])
    expect(stdout + stderr).not.toMatch(UNSAFE);
  for (const said of [plan.stdout, applied.stderr, pruned.stdout]) {
    expect(said).toContain('no\\u001b[2J\\u009b31m\\u202e\\u200b xxx');
    expect(said).toMatch(/… \(\d+ characters left out\) …x+: the end$/m);
  }
});

test('what a status says is harmless where its object is waited for', async () => {
  const name = 'hostile-status';
  const group = `${name}.example.com`;
  const scenario = await scenarioIn(name, `customresourcedefinition/widgets.${group}`);
  const { tools, write, fails } = scenario;
  const manifests = [namespace(name), widgetDefinition(group), widget(group, name, 'one')];
  await write({ manifests });
  await scenario.passes(['apply']);
  const message = `\u001b]0;x\u0007\u202e\u2028a\nwait: 3 ready${'x'.repeat(100_000)}`;
  const conditions = [{ type: 'Ready', status: 'False', reason: 'Hostile', message }];
  const patch = JSON.stringify({ status: { conditions } });
  await tools.kubectl([
    ...['patch', `widgets.${group}`, 'one', '-n', name, '--type=merge', '-p', patch],
  ]);

  const { stdout, stderr } = await fails(['apply', '--wait-ready=1s']);

  expect(stdout + stderr).not.toMatch(UNSAFE);
  expect(stdout).toMatch(
    /^not ready +Widget\S* \S+: Hostile: \\u001b\]0;x\\u0007\\u202e\\u2028a\\nwait: 3 readyx+… \(\d+ characters left out\) …x+$/m,
  );
  expect(stdout.match(/^wait: .*$/gm)).toHaveLength(1);
});
