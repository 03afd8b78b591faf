import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { list } from '../main/live.ts';
import { clusterRole, configMap, namespace } from '../main/manifests.ts';
import { deleteAll, prepareScenario, type Scenario } from '../main/scenario.ts';
import { thorough } from '../main/thorough.ts';
import {
  type GatewayRequest,
  type MisbehavingGateway,
  startMisbehavingGateway,
} from '../support/misbehaving-gateway.ts';
import { FAULTS, type FaultName } from './fault-kinds.ts';
import { isWrite } from './faulty-server.ts';

// A Namespace is to be pruned, and what it holds cannot be seen for certain.

const name = 'unseen-contents';
const stays = ['stays-1', 'stays-2'].map((each) => clusterRole(`${name}-${each}`));

let scenario: Scenario;
let gateway: MisbehavingGateway;

beforeAll(async () => {
  scenario = await prepareScenario(name);
  const { write, passes, tools, hostgroup } = scenario;
  gateway = await startMisbehavingGateway(
    inject('controlPlane'),
    join(hostgroup.dir, 'gateway-kubeconfig'),
  );
  await write({ manifests: [namespace(name), ...stays] });
  await passes(['apply']);
  await tools.kubectl(['create', '-f', '-'], { stdin: JSON.stringify(configMap(name, 'guest')) });
  await write({ manifests: stays });
});

beforeEach(() => {
  gateway.obey(null);
});

afterAll(async () => {
  await gateway.stop();
  const roles = stays.map(({ metadata }) => `clusterrole/${metadata.name}`);
  await deleteAll(scenario.tools, [`namespace/${name}`, ...roles]);
});

function isLook({ method, path }: GatewayRequest): boolean {
  return method === 'GET' && path === `/api/v1/namespaces/${name}/configmaps`;
}

const run = (...more: readonly string[]) =>
  scenario.run(['apply', 'prune', '--yes', '--request-timeout=4s', ...more], {
    env: { KUBECONFIG: gateway.kubeconfig },
  });

async function expectAllThere(): Promise<void> {
  const [found] = await list(scenario.tools, [`namespace/${name}`]);
  expect(found?.metadata.deletionTimestamp).toBeUndefined();
  const guests = await list(scenario.tools, ['configmap/guest', '-n', name]);
  expect(guests).toHaveLength(1);
}

test('keeps what others have filled, where nothing is wrong', async () => {
  const { exitCode, stderr } = await run();

  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`Namespace ${name}: `)]);
  await expectAllThere();
});

const all: readonly FaultName[] = [
  '401',
  '403',
  '404',
  '404 of a gateway',
  '503 for ever',
  'no JSON',
  'half of the JSON',
  'objects without metadata',
  'the connection closes for ever',
];
const unseen = thorough ? all : all.filter((_, index) => index % 3 === 0);

test.each(unseen)('keeps it, whatever is allowed, where its list meets: %s', async (fault) => {
  gateway.obey({ on: isLook, ...FAULTS[fault] });

  const { exitCode, stdout, stderr } = await run(
    ...['--allow-foreign-contents', '--allow-partial', '--adopt'],
  );

  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('prune: nothing to do')]);
  expect(stderr).toContain(`Namespace ${name}: what it holds could not be listed in full`);
  await expectAllThere();
});

test.each(unseen)('keeps it where its last look before the deletion meets: %s', async (fault) => {
  const isLate = (request: GatewayRequest) =>
    isLook(request) && gateway.requests().some(({ from }) => from === 'kubectl');
  gateway.obey({ on: isLate, ...FAULTS[fault] });

  const { exitCode, stdout } = await run('--allow-foreign-contents');

  expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`kept        Namespace ${name}`)]);
  await expectAllThere();
});

test.each<FaultName>(['410 for ever', 'no answer', 'it closes within the answer, for ever'])(
  'stops before it writes where its list meets: %s',
  async (fault) => {
    gateway.obey({ on: isLook, ...FAULTS[fault] });

    const { exitCode, stderr } = await run('--allow-foreign-contents');

    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error: /m)]);
    expect(gateway.requests().filter(isWrite)).toEqual([]);
    await expectAllThere();
  },
);
