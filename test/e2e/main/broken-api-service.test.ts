import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startControlPlane, type ControlPlane } from '../../support/control-plane.ts';
import { waitFor } from '../../support/wait-for.ts';
import { list, type LiveObject } from './live.ts';
import { configMap, namespace, type Manifest } from './manifests.ts';
import { prepareScenario, type Scenario } from './scenario.ts';

// An APIService without a backend stalls the deletion of every Namespace, so it gets a cluster of its own.
// The tests tell one story, in order.

const name = 'broken-api-service';
const group = 'metrics.example.com';
const deploy = ['apply', 'prune', '--yes'];
const everything = [namespace(name), namespace('second'), configMap(name, 'settings')];

let plane: ControlPlane;
let scenario: Scenario;

beforeAll(async () => {
  plane = await startControlPlane({ binaries: inject('controlPlane').binaries });
  scenario = await prepareScenario(name, plane);
});

afterAll(() => plane.stop());

const find = async (type: string, id: string): Promise<LiveObject | undefined> => {
  const where = type === 'configmap' ? ['-n', name] : [];
  return (await list(scenario.tools, [type, id, '--ignore-not-found', ...where]))[0];
};

test('applies an APIService that has no backend', async () => {
  await scenario.write({ manifests: [...everything, configMap(name, 'dropped'), apiService()] });

  await scenario.passes(['apply']);

  await waitFor(async () => {
    const [service] = await list(scenario.tools, ['apiservice', `v1.${group}`]);
    return JSON.stringify(service).includes('"status":"False","type":"Available"');
  });
});

test('prunes what it can see, names the group that it cannot, and fails', async () => {
  await scenario.write({ manifests: [...everything, apiService()] });

  const { stdout, stderr } = await scenario.fails(deploy);

  expect(stdout).toMatch(/^prune: 1 pruned$/m);
  expect(stderr).toContain(group);
  expect(stderr).toContain('--allow-partial');
  expect(await find('configmap', 'dropped')).toBeUndefined();
});

test('keeps a Namespace, since nobody knows what it holds, whatever is allowed', async () => {
  const kept = [namespace(name), configMap(name, 'settings'), apiService()];
  await scenario.write({ manifests: kept });

  const { stdout, stderr } = await scenario.fails([
    ...deploy,
    '--allow-partial',
    '--allow-foreign-contents',
    '--adopt',
  ]);

  expect(stdout).toMatch(/^prune: nothing to do$/m);
  expect(stderr).toContain('Namespace second: what it holds could not be listed in full');
  expect((await find('namespace', 'second'))?.metadata.deletionTimestamp).toBeUndefined();
});

test('--allow-partial takes a group that cannot be listed for a success', async () => {
  await scenario.write({ manifests: [...everything, apiService()] });

  const { stderr } = await scenario.passes([...deploy, '--allow-partial']);

  expect(stderr).toContain(group);
});

test('prunes the broken APIService itself, and then everything works again', async () => {
  await scenario.write({ manifests: everything });

  const { stdout } = await scenario.fails(deploy);

  expect(stdout).toMatch(new RegExp(`^pruned +APIService\\S* v1.${group}$`, 'm'));
  expect(await find('apiservice', `v1.${group}`)).toBeUndefined();

  await scenario.write({ manifests: everything.slice(0, 1) });
  const healed = await waitFor(async () => {
    const result = await scenario.run(deploy);
    return result.exitCode === 0 ? result : undefined;
  });
  expect(healed.stdout).toMatch(/^pruned +Namespace second$/m);
  await waitFor(async () => (await find('namespace', 'second')) === undefined);
});

function apiService(): Manifest {
  return {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `v1.${group}` },
    spec: {
      group,
      version: 'v1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      insecureSkipTLSVerify: true,
      service: { name: 'gone', namespace: name },
    },
  };
}
