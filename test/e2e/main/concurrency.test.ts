import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startMarkedRun, type MarkedRun } from '../faults/marked-run.ts';
import { list } from './live.ts';
import { configMap, namespace } from './manifests.ts';
import { prepareScenario, scenarioIn, type Scenario } from './scenario.ts';
import { hasTerminal } from './terminal.ts';

// Runs of one deployment at the same time. The one that is there first sits at its question, or at an
// exec plugin that does not answer, for as long as the test wants.

interface LeaseObject {
  readonly metadata: { readonly managedFields: readonly { readonly time: string }[] };
  readonly spec: { readonly holderIdentity: string; readonly leaseTransitions: number };
}

async function leaseOf({ tools }: Scenario, name: string): Promise<LeaseObject | null> {
  const text = await tools.kubectl([
    ...['get', 'lease', `kubernixos-${name}`, '-n', 'default', '--ignore-not-found'],
    ...['-o', 'json', '--show-managed-fields'],
  ]);
  return text === '' ? null : (JSON.parse(text) as LeaseObject);
}

async function holderOf(scenario: Scenario, name: string): Promise<string | undefined> {
  return (await leaseOf(scenario, name))?.spec.holderIdentity;
}

/** A deployment of two ConfigMaps, one of which has left the manifests. */
async function deployed(name: string): Promise<Scenario> {
  const scenario = await scenarioIn(name);
  const stays = [namespace(name), configMap(name, 'stays')];
  await scenario.write({ manifests: [...stays, configMap(name, 'goes')] });
  await scenario.passes(['apply']);
  await scenario.write({ manifests: stays });
  return scenario;
}

const QUESTION = '? (yes/no): ';

/** A run that holds the Lease, at its question. */
async function atQuestion(scenario: Scenario): Promise<MarkedRun> {
  const run = await startMarkedRun(scenario, ['prune'], { terminal: true });
  await waitFor(() => run.said().includes(QUESTION), { what: QUESTION });
  return run;
}

/** Starts a run beside the test that finds the Lease held, and waits. */
async function waiting(scenario: Scenario, args: readonly string[]): Promise<MarkedRun> {
  const run = await startMarkedRun(scenario, args);
  await waitFor(() => run.said().includes('waiting for another run of this deployment'));
  return run;
}

async function namesIn(scenario: Scenario, name: string): Promise<readonly string[]> {
  const found = await list(scenario.tools, ['configmaps', '-n', name, '-l', 'kubernixos']);
  return found.map(({ metadata }) => metadata.name).sort();
}

/** Another hostgroup of the same deployment, as from another checkout. */
async function otherCheckout(
  name: string,
  ids: readonly string[],
  deployment = name,
): Promise<Scenario> {
  const other = await prepareScenario(deployment);
  await other.write({ manifests: [namespace(name), ...ids.map((id) => configMap(name, id))] });
  return other;
}

describe.runIf(hasTerminal)('while a run sits at its question', () => {
  test('another one says whom it waits for, and then does all of its own work', async () => {
    const name = 'concurrency-waits';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    const holder = await holderOf(scenario, name);
    const other = await otherCheckout(name, ['stays', 'comes']);

    const second = await waiting(other, ['apply', 'prune', '--yes']);
    first.type('yes\r');
    const results = [await first.ended, await second.ended];

    expect(holder).toMatch(/^\S+@\S+ pid \d+ [0-9a-f]{8}$/);
    expect(second.said()).toContain(
      `waiting for another run of this deployment: ${String(holder)}`,
    );
    expect(second.said()).toContain(`(Lease default/kubernixos-${name})`);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(first.said()).toContain(`pruned      ConfigMap ${name}/goes`);
    expect(second.said()).toContain('prune: nothing to do');
    expect(await namesIn(scenario, name)).toEqual(['comes', 'stays']);
    expect(await holderOf(scenario, name)).toBe('');
  });

  test('Ctrl-C ends the wait, and the other run notices nothing', async () => {
    const name = 'concurrency-interrupted';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    const before = await leaseOf(scenario, name);

    const second = await waiting(scenario, ['apply', 'prune', '--yes']);
    await second.kill('SIGINT');
    const { exitCode } = await second.ended;
    const after = await leaseOf(scenario, name);
    first.type('no\r');

    expect(exitCode).toBe(130);
    expect(after?.spec.holderIdentity).toBe(before?.spec.holderIdentity);
    expect((await first.ended).exitCode).toBe(1);
    expect(await namesIn(scenario, name)).toEqual(['goes', 'stays']);
    await second.nothingLeft();
  });

  test('another deployment does not wait', async () => {
    const name = 'concurrency-beside';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    const other = await otherCheckout(name, [], `${name}-other`);
    await other.write({ manifests: [configMap(name, 'other')] });

    const { stdout, stderr } = await other.passes(['apply', 'prune', '--yes']);
    first.type('yes\r');

    expect(stdout).toContain(`created     ConfigMap ${name}/other`);
    expect(stderr).not.toContain('waiting');
    expect((await first.ended).exitCode).toBe(0);
    expect(await leaseOf(other, `${name}-other`)).not.toBeNull();
  });

  test('the server sees its Lease renewed', async () => {
    const name = 'concurrency-renewed';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    const writes = async () =>
      (await leaseOf(scenario, name))?.metadata.managedFields.map(({ time }) => time).sort();

    const before = await writes();
    await waitFor(async () => (await writes())?.at(-1) !== before?.at(-1), {
      what: 'a renewal',
    });
    first.type('yes\r');

    expect((await first.ended).exitCode).toBe(0);
  });

  test('plan and dry runs neither wait nor touch the Lease', async () => {
    const name = 'concurrency-dry';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);

    const holder = await holderOf(scenario, name);
    const plan = await scenario.run(['plan']);
    const dry = await scenario.run(['apply', 'prune', '--dry-run=server']);

    expect([plan.exitCode, dry.exitCode]).toEqual([2, 0]);
    expect(plan.stderr + dry.stderr).not.toContain('waiting');
    expect(await holderOf(scenario, name)).toBe(holder);
    first.type('no\r');
    await first.ended;
  });

  test('a killed one is followed at once on the same machine', async () => {
    const name = 'concurrency-killed';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    await first.kill('SIGKILL');
    await first.ended;
    const holder = await holderOf(scenario, name);

    const { stderr } = await scenario.passes(['apply', 'prune', '--yes']);

    expect(holder).toContain(' pid ');
    expect(stderr).toContain(`taking over Lease default/kubernixos-${name}`);
    expect(stderr).toContain('its process has ended');
    expect(stderr).not.toContain('waiting for another run');
    expect(await namesIn(scenario, name)).toEqual(['stays']);
  });

  test('a killed one on another machine is followed when its Lease is stale', async () => {
    const name = 'concurrency-stale';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);
    await first.kill('SIGKILL');
    await first.ended;
    await annotate(scenario, name, 'kubernixos/process=elsewhere');

    const { stderr } = await scenario.passes(['apply', 'prune', '--yes']);

    expect(stderr).toContain('waiting for another run of this deployment');
    expect(stderr).toContain('it does not renew its Lease any more');
    expect(await namesIn(scenario, name)).toEqual(['stays']);
  });

  test('it stops, and deletes nothing, when another takes its Lease', async () => {
    const name = 'concurrency-stolen';
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);

    const spec = JSON.stringify({ spec: { holderIdentity: 'thief' } });
    await patchLease(scenario, name, spec);
    const { exitCode } = await first.ended;

    expect(exitCode).toBe(1);
    expect(first.said()).toMatch(
      /^error: this run stops, because it no longer holds Lease .*: it is held by thief/m,
    );
    expect(await namesIn(scenario, name)).toEqual(['goes', 'stays']);
    expect(await holderOf(scenario, name)).toBe('thief');
    await first.nothingLeft();
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s releases the Lease', async (signal, code) => {
    const name = `concurrency-${signal.toLowerCase()}`;
    const scenario = await deployed(name);
    const first = await atQuestion(scenario);

    await first.kill(signal);
    const { exitCode } = await first.ended;

    expect(exitCode).toBe(code);
    expect(await holderOf(scenario, name)).toBe('');
  });
});

async function annotate({ tools }: Scenario, name: string, annotation: string): Promise<void> {
  const lease = ['lease', `kubernixos-${name}`, '-n', 'default'];
  await tools.kubectl(['annotate', '--overwrite', ...lease, annotation]);
}

async function patchLease({ tools }: Scenario, name: string, patch: string): Promise<void> {
  const lease = ['lease', `kubernixos-${name}`, '-n', 'default'];
  await tools.kubectl(['patch', ...lease, '--type=merge', '-p', patch]);
}

test('nothing but a real run of apply or prune makes a Lease', async () => {
  const name = 'concurrency-none';
  const scenario = await scenarioIn(name);
  await scenario.tools.kubectl(['create', 'namespace', name]);
  await scenario.write({ manifests: [configMap(name, 'one')] });
  const looks = [[], ['dump'], ['plan'], ['apply', 'prune', '--dry-run=client']];
  const results = [];
  for (const args of [...looks, ['apply', '--dry-run=server']])
    results.push((await scenario.run(args)).exitCode);
  const before = await leaseOf(scenario, name);
  await scenario.passes(['apply']);
  const after = await leaseOf(scenario, name);

  expect(results).toEqual([0, 0, 2, 0, 0]);
  expect(before).toBeNull();
  expect(after?.spec.holderIdentity).toBe('');
});

test('a run that fails releases the Lease', async () => {
  const name = 'concurrency-fails';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [configMap(`${name}-missing`, 'one')] });

  await scenario.fails(['apply']);

  expect(await holderOf(scenario, name)).toBe('');
});

test('of runs that start together each has its turn, and the cluster holds one release', async () => {
  const name = 'concurrency-four';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: [namespace(name), configMap(name, 'first')] });
  await scenario.passes(['apply']);
  const ids = ['a', 'b', 'c', 'd'];
  const checkouts = await Promise.all(ids.map((id) => otherCheckout(name, [`${id}1`, `${id}2`])));

  const results: readonly RunResult[] = await Promise.all(
    checkouts.map(({ run }) => run(['apply', 'prune', '--yes'])),
  );

  expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
  const names = await namesIn(scenario, name);
  expect(ids.map((id) => [`${id}1`, `${id}2`])).toContainEqual(names);
  expect((await leaseOf(scenario, name))?.spec).toMatchObject({
    holderIdentity: '',
    leaseTransitions: 4,
  });
});

describe('a user of one namespace', () => {
  const asDeveloper = '--context=developer';

  async function developer(name: string, leases: boolean): Promise<Scenario> {
    const scenario = await scenarioIn(name);
    const { kubectl } = scenario.tools;
    await kubectl(['create', 'namespace', name]);
    const resources = [`--resource=configmaps${leases ? ',leases.coordination.k8s.io' : ''}`];
    const verbs = ['get', 'create', 'update', 'patch'].map((verb) => `--verb=${verb}`);
    await kubectl(['create', 'role', name, '-n', name, ...verbs, ...resources]);
    await kubectl(
      ['create', 'rolebinding', name, '-n', name, `--role=${name}`].concat('--user=developer'),
    );
    return scenario;
  }

  test('applies without Leases where it may not use them, and is told once', async () => {
    const name = 'concurrency-forbidden';
    const scenario = await developer(name, false);
    await scenario.write({ manifests: [configMap(name, 'one')] });

    const { stdout, stderr } = await scenario.passes(['apply', asDeveloper]);

    expect(stdout).toContain('apply: 1 created');
    expect(stderr.match(/at the same time are not noticed: leases.*forbidden/g)).toHaveLength(1);
    expect(stderr).toContain('kubernixos.leaseNamespace');
    expect(await leaseOf(scenario, name)).toBeNull();
  });

  test('takes turns in a namespace of its choice', async () => {
    const name = 'concurrency-chosen';
    const scenario = await developer(name, true);
    const modules = [`{ kubernixos.leaseNamespace = "${name}"; }`];
    await scenario.write({ manifests: [configMap(name, 'one')], modules });

    const { stderr } = await scenario.passes(['apply', asDeveloper]);
    const leases = await list(scenario.tools, ['leases', '-n', name]);

    expect(stderr).not.toContain('not noticed');
    expect(leases.map(({ metadata }) => metadata.name)).toEqual([`kubernixos-${name}`]);
  });
});

test('a Namespace that is yet to come holds no Lease, and one that goes may hold our own', async () => {
  const name = 'concurrency-namespace';
  const scenario = await scenarioIn(name);
  const modules = [`{ kubernixos.leaseNamespace = "${name}"; }`];
  await scenario.write({ manifests: [namespace(name), configMap('default', name)], modules });

  const first = await scenario.passes(['apply']);
  const second = await scenario.passes(['apply']);
  await scenario.write({ manifests: [configMap('default', name)], modules });
  const last = await scenario.passes(['prune', '--yes']);
  await scenario.tools.kubectl(['delete', 'configmap', name, '-n', 'default']);

  expect(first.stderr).toContain(`not noticed: namespaces "${name}" not found`);
  expect(second.stderr).not.toContain('not noticed');
  expect(last.stdout).toContain(`pruned      Namespace ${name}`);
});
