import { describe, expect, test } from 'vitest';
import { startMarkedRun } from '../faults/marked-run.ts';
import { waitFor } from '../../support/wait-for.ts';
import { list } from './live.ts';
import {
  configMap,
  deployment,
  type Manifest,
  namespace,
  service,
  widget,
  widgetDefinition,
} from './manifests.ts';
import { expectExit, type Scenario, scenarioIn } from './scenario.ts';
import { hasTerminal, runAtTerminal } from './terminal.ts';

/** A Deployment of one pod, which never starts: there is no node. */
function podDeployment(name: string): Manifest {
  const empty = deployment(name, 'web');
  return { ...empty, spec: { ...(empty['spec'] as object), replicas: 1 } };
}

function job(name: string): Manifest {
  const containers = [{ name: 'main', image: 'registry.example.com/main:1' }];
  const template = { spec: { restartPolicy: 'Never', containers } };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', namespace: name },
    spec: { template },
  };
}

/** Writes into an object's status, as its controller would. */
async function report(
  { tools }: Scenario,
  object: readonly string[],
  status: object,
  subresource = true,
): Promise<void> {
  const where = subresource ? ['--subresource=status'] : [];
  const patch = JSON.stringify({ status });
  await tools.kubectl(['patch', ...object, ...where, '--type=merge', '-p', patch]);
}

const exists = async ({ tools }: Scenario, ...object: readonly string[]) =>
  (await list(tools, [...object, '--ignore-not-found'])).length > 0;

test('what has nothing to wait for is ready at once', async () => {
  const name = 'ready-at-once';
  const definition = widgetDefinition('ready-at-once.example.com');
  const scenario = await scenarioIn(name, `customresourcedefinition/${definition.metadata.name}`);
  await scenario.write({
    manifests: [namespace(name), configMap(name, 'one'), deployment(name, 'none'), definition],
  });

  const { stdout } = await scenario.passes(['apply', 'prune', '--wait-ready=60s']);

  expect(stdout).toMatch(/^wait: 4 ready\nprune: nothing to do$/m);
});

test('names what is not ready in time, and prunes nothing then', async () => {
  const name = 'ready-never';
  const scenario = await scenarioIn(name);
  const old = configMap(name, 'old');
  await scenario.write({ manifests: [namespace(name), old] });
  await scenario.passes(['apply']);
  await scenario.write({
    manifests: [
      namespace(name),
      podDeployment(name),
      service(name, 'lb', { type: 'LoadBalancer' }),
    ],
  });

  const { stdout, stderr } = await scenario.fails(['apply', 'prune', '--yes', '--wait-ready=2s']);

  expect(stdout).toMatch(/^not ready +Deployment\.apps ready-never\/web: .*1 replicas are /m);
  expect(stdout).toMatch(/^not ready +Service ready-never\/lb: its load balancer has no address/m);
  expect(stdout).toMatch(/^wait: 1 ready, 2 not ready within 2s$/m);
  expect(stderr).toContain('prune did not start: not everything is ready');
  expect(await exists(scenario, 'configmap', 'old', '-n', name)).toBe(true);

  const { stdout: later } = await scenario.passes(['apply', 'prune', '--yes']);
  expect(later).toMatch(/^pruned +ConfigMap ready-never\/old$/m);
});

test('in a dry run waits for nothing', async () => {
  const name = 'ready-dry';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), podDeployment(name)] });
  await scenario.passes(['apply']);

  const { stdout } = await scenario.passes(['apply', '--dry-run=server', '--wait-ready=2s']);

  expect(stdout).not.toContain('wait:');
});

test('goes on as soon as a load balancer has its address', async () => {
  const name = 'ready-soon';
  const scenario = await scenarioIn(name);
  await scenario.write({
    manifests: [namespace(name), service(name, 'lb', { type: 'LoadBalancer' })],
  });

  const run = scenario.passes(['apply', '--wait-ready=60s']);
  await waitFor(() => exists(scenario, 'service', 'lb', '-n', name));
  await report(scenario, ['service', 'lb', '-n', name], {
    loadBalancer: { ingress: [{ ip: '192.0.2.1' }] },
  });

  expect((await run).stdout).toMatch(/^wait: 2 ready$/m);
});

test('goes on as soon as the pods of a Deployment are ready', async () => {
  const name = 'ready-pods';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), podDeployment(name)] });

  const run = scenario.passes(['apply', '--wait-ready=60s']);
  const pods = await waitFor(async () => {
    const found = await list(scenario.tools, ['pods', '-n', name]);
    return found.length > 0 ? found : undefined;
  });
  // What the kubelet of a node would say; the Deployment's controller does the rest.
  for (const { metadata } of pods)
    await report(scenario, ['pod', metadata.name, '-n', name], {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }],
    });

  expect((await run).stdout).toMatch(/^wait: 2 ready$/m);
});

test('a Job that has failed ends the wait for it at once', async () => {
  const name = 'ready-job';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), job(name)] });

  const run = scenario.fails(['apply', '--wait-ready=100s']);
  const [pod] = await waitFor(async () => {
    const found = await list(scenario.tools, ['pods', '-n', name]);
    return found.length > 0 ? found : undefined;
  });
  await scenario.tools.kubectl([
    ...['patch', 'job', 'migrate', '-n', name, '--type=merge'],
    ...['-p', JSON.stringify({ spec: { activeDeadlineSeconds: 1 } })],
  ]);

  expect(pod?.metadata.name).toContain('migrate');
  expect((await run).stdout).toMatch(
    /^failed +Job\.batch ready-job\/migrate: Job failed: DeadlineExceeded/m,
  );
});

test('a custom resource is ready when its condition Ready says so', async () => {
  const name = 'ready-custom';
  const group = `${name}.example.com`;
  const definition = widgetDefinition(group);
  const scenario = await scenarioIn(name, `customresourcedefinition/${definition.metadata.name}`);
  await scenario.write({ manifests: [namespace(name), definition, widget(group, name, 'one')] });
  await scenario.passes(['apply']);
  const one = [`widgets.${group}`, 'one', '-n', name];
  const ready = (status: string) => ({
    conditions: [{ type: 'Ready', status, reason: 'Brewing', message: 'two more minutes' }],
  });
  await report(scenario, one, ready('False'), false);

  const { stdout } = await scenario.fails(['apply', '--wait-ready=1s']);
  expect(stdout).toMatch(/^not ready +Widget\.\S+ ready-custom\/one: Brewing: two more minutes$/m);

  const run = scenario.passes(['apply', '--wait-ready=60s']);
  await report(scenario, one, ready('True'), false);
  expect((await run).stdout).toMatch(/^wait: 3 ready$/m);
});

describe('an object that its finalizers hold', () => {
  async function held(name: string) {
    const scenario = await scenarioIn(name);
    const metadata = { name: 'held', namespace: name, finalizers: ['example.com/clean-up'] };
    await scenario.write({
      manifests: [namespace(name), { ...configMap(name, 'held'), metadata }],
    });
    await scenario.passes(['apply']);
    await scenario.write({ manifests: [namespace(name)] });
    const release = () =>
      scenario.tools.kubectl([
        ...['patch', 'configmap', 'held', '-n', name, '--type=merge'],
        ...['-p', JSON.stringify({ metadata: { finalizers: null } })],
      ]);
    return { ...scenario, release };
  }

  test('is named with them, at every run, and holds up none', async () => {
    const { passes, release } = await held('held-told');

    const first = await passes(['apply', 'prune', '--yes']);
    const second = await passes(['apply', 'prune', '--yes']);
    await release();

    expect(first.stdout).toMatch(/^pruned +ConfigMap held-told\/held: .*example\.com\/clean-up$/m);
    expect(second.stderr).toMatch(/ConfigMap held-told\/held: .*example\.com\/clean-up/);
  });

  test('fails a run that waits for its end', async () => {
    const { fails, release } = await held('held-late');

    const first = await fails(['apply', 'prune', '--yes', '--wait-ready=2s']);
    const second = await fails(['prune', '--wait-ready=1s']);
    await release();

    for (const { stdout } of [first, second])
      expect(stdout).toMatch(
        /^still there ConfigMap held-late\/held: held by its finalizers: example\.com\/clean-up$/m,
      );
    expect(first.stdout).toMatch(/^wait: 1 still there after 2s$/m);
  });

  test('is waited for until it is gone', async () => {
    const scenario = await held('held-soon');

    const run = scenario.passes(['apply', 'prune', '--yes', '--wait-ready=60s']);
    await waitFor(async () => {
      const [object] = await list(scenario.tools, ['configmap', 'held', '-n', 'held-soon']);
      return object?.metadata.deletionTimestamp !== undefined;
    });
    await scenario.release();

    expect((await run).stdout).toMatch(/^wait: 1 gone$/m);
  });
});

test('a Namespace is named with what it still holds, at every run', async () => {
  const name = 'held-namespace';
  const scenario = await scenarioIn(name, `configmap/${name}`);
  const metadata = { name: 'held', namespace: name, finalizers: ['example.com/clean-up'] };
  const stays = configMap('default', name);
  await scenario.write({
    manifests: [stays, namespace(name), { ...configMap(name, 'held'), metadata }],
  });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: [stays] });

  // Its controller waits 5 seconds before it looks into it.
  const first = await scenario.fails(['apply', 'prune', '--yes', '--wait-ready=12s']);
  const second = await scenario.passes(['apply', 'prune', '--yes']);
  await scenario.tools.kubectl([
    ...['patch', 'configmap', 'held', '-n', name, '--type=merge'],
    ...['-p', JSON.stringify({ metadata: { finalizers: null } })],
  ]);

  expect(first.stdout).toMatch(
    /^still there Namespace held-namespace: .*example\.com\/clean-up in 1 resource instances/m,
  );
  expect(second.stderr).toContain(
    'Namespace held-namespace: deleted already, and waits for what it holds',
  );
});

test('what the user may not look at is unknown, and no success', async () => {
  const name = 'ready-blind';
  const scenario = await scenarioIn(name, `clusterrole/${name}`, `clusterrolebinding/${name}`);
  await scenario.write({ manifests: [service(name, 'web')] });
  const { kubectl } = scenario.tools;
  await kubectl(['create', 'namespace', name]);
  await kubectl(['create', 'clusterrole', name, '--verb=patch,create', '--resource=services']);
  await kubectl(['create', 'clusterrolebinding', name, `--clusterrole=${name}`, '--user=blind']);

  const { stdout } = await scenario.fails(['apply', '--wait-ready=60s', '--as=blind']);

  expect(stdout).toMatch(/^sent +Service ready-blind\/web$/m);
  expect(stdout).toMatch(/^unknown +Service ready-blind\/web: it may not be looked at: /m);
  expect(stdout).toMatch(/^wait: 1 unknown$/m);
});

// It needs `script` of util-linux, which Debian always has.
describe.runIf(hasTerminal)('at a terminal', () => {
  const env = { TERM: 'xterm', CI: undefined };

  async function slow(name: string) {
    const scenario = await scenarioIn(name);
    await scenario.write({ manifests: [namespace(name), podDeployment(name)] });
    return scenario;
  }

  test('shows what it waits for in a line that is gone at the end', async () => {
    const scenario = await slow('status-shown');

    const run = runAtTerminal(scenario, ['apply', '--wait-ready=3s'], '', env);
    const { stdout } = await expectExit(1, run);

    expect(stdout).toContain('waiting for 1 object: Deployment.apps status-shown/web (0 of 1 repl');
    expect(visible(stdout)).not.toContain('waiting for');
    expect(visible(stdout)).toMatch(/^wait: 1 ready, 1 not ready within 3s$/m);
  });

  test.each([
    ['CI runs it', { TERM: 'xterm', CI: 'true' }],
    ['the terminal is dumb', { TERM: 'dumb', CI: undefined }],
  ])('shows none where %s', async (_, env) => {
    const scenario = await slow(`status-none-${env.TERM}`);

    const run = runAtTerminal(scenario, ['apply', '--wait-ready=2s'], '', env);
    const { stdout } = await expectExit(1, run);

    expect(stdout).not.toContain('waiting for');
    expect(stdout).not.toContain('\u001b[K');
  });
});

test.runIf(hasTerminal)('Ctrl-C ends the wait, and the line with it', async () => {
  const name = 'status-interrupted';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), podDeployment(name)] });
  const env = { TERM: 'xterm', CI: undefined };

  const run = await startMarkedRun(scenario, ['apply', '--wait-ready=60s'], {
    terminal: true,
    env,
  });
  await waitFor(() => run.said().includes('waiting for 1 object'));
  run.type('\u0003');
  const { exitCode } = await run.ended;

  expect(exitCode).toBe(130);
  expect(visible(run.said())).toMatch(/^apply: 2 created\r?\ninterrupted: .*\r?\n$/m);
});

test('says nothing of what goes on where there is no terminal', async () => {
  const name = 'status-quiet';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), podDeployment(name)] });

  const { stdout, stderr } = await scenario.fails(['apply', '--wait-ready=2s'], {
    env: { TERM: 'xterm', CI: undefined },
  });

  expect(stdout + stderr).not.toContain('waiting for');
  expect(stdout + stderr).not.toContain('\u001b');
});

/** What a terminal shows in the end: what was erased is gone. */
function visible(written: string): string {
  const parts = written.split('\r\u001b[K');
  const rows = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1);
  return parts.slice(0, -1).map(rows).join('') + (parts.at(-1) ?? '');
}
