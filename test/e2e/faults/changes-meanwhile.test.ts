import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { configMap, namespace } from '../main/manifests.ts';
import type { GatewayRequest } from '../support/misbehaving-gateway.ts';
import { after, change, hang, type Listing } from '../support/server-faults.ts';
import { PHASES } from './fault-phases.ts';
import { type FaultyServer, removed, startFaultyServer } from './faulty-server.ts';

// What changes between two requests of a run, and what discovery cannot tell.

const name = 'meanwhile';
const run = ['apply', 'prune', '--yes'];

let server: FaultyServer;

beforeAll(async () => {
  server = await startFaultyServer(name);
});

afterEach(() => server.reset());

afterAll(() => server.remove());

const object = 'configmap/removed-1';
const owner = `kubernixos/owner=other:/ConfigMap/${name}/removed-1`;
const kept = `kept        ConfigMap ${name}/removed-1:`;

interface Change {
  readonly what: string;
  readonly steps: readonly (readonly string[])[];
  readonly line: string;
  readonly exitCode: 0 | 1;
}

const changes: readonly Change[] = [
  {
    what: 'taken by another deployment',
    steps: [['annotate', '--overwrite', object, owner]],
    line: `${kept} it changed meanwhile, and is no longer to be pruned`,
    exitCode: 1,
  },
  {
    what: 'retained',
    steps: [['annotate', object, 'kubernixos/prune=disabled']],
    line: `${kept} it changed meanwhile, and is no longer to be pruned`,
    exitCode: 1,
  },
  {
    what: 'created anew',
    steps: [
      ['delete', object],
      ['create', 'configmap', 'removed-1'],
    ],
    line: `${kept} it was deleted and created anew meanwhile`,
    exitCode: 1,
  },
  {
    what: 'deleted',
    steps: [['delete', object]],
    line: `gone        ConfigMap ${name}/removed-1`,
    exitCode: 0,
  },
  {
    what: 'changed in what does not matter',
    steps: [['annotate', object, 'example.com/note=x']],
    line: `pruned      ConfigMap ${name}/removed-1`,
    exitCode: 0,
  },
];

test.each(changes)(
  'an object that is $what before its deletion',
  async ({ steps, line, exitCode }) => {
    const before = await server.uids();
    let changed = before;
    const act = async () => {
      for (const step of steps) await server.kubectl(step);
      changed = await server.uids();
    };
    server.gateway.obey({ on: PHASES.deletion, times: 1, fault: after(act) });

    const result = await server.run(run);

    const gone = line.startsWith('kept') ? ['removed-2'] : removed;
    const stays = Object.entries(changed).filter(([each]) => !gone.some((one) => one === each));
    expect(result.stdout).toContain(line);
    expect(result.exitCode).toBe(exitCode);
    expect(await server.uids()).toEqual(Object.fromEntries(stays));
  },
);

/** Discovery in which a group is stale. */
function stale(path: string, group: string) {
  const age = (document: Listing) => ({
    ...document,
    items: document.items.map((item) =>
      (item.metadata.name ?? '') === group
        ? { ...item, versions: item.versions.map((each) => ({ ...each, freshness: 'Stale' })) }
        : item,
    ),
  });
  const on = (request: GatewayRequest) => request.path === path && request.from === 'tool';
  return { on, fault: change(age) };
}

test('a stale group is a gap, and the others are pruned', async () => {
  server.gateway.obey(stale('/apis', 'batch'));

  const { exitCode, stdout, stderr } = await server.run(run);

  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('prune: 2 pruned')]);
  expect(stderr).toContain('batch: its discovery is stale');
});

test('a stale group that the release uses stops the run before it writes', async () => {
  const before = await server.uids();
  server.gateway.obey(stale('/api', ''));

  const { exitCode, stderr } = await server.run(run);

  expect([exitCode, server.writes()]).toEqual([1, []]);
  expect(stderr).toContain('error: the API server gives no current answer for core, which');
  expect(await server.uids()).toEqual(before);
});

test('a server that gives no answer does not prolong --wait-ready', async () => {
  await server.write({ manifests: [namespace(name), configMap(name, 'changed')] });
  const isLook = ({ method, path }: GatewayRequest) =>
    method === 'GET' && path === `/api/v1/namespaces/${name}`;
  // The first look proves what was applied.
  const on = (request: GatewayRequest) =>
    isLook(request) && server.gateway.requests().filter(isLook).length > 1;
  server.gateway.obey({ on, fault: hang });

  const args = ['apply', '--wait-ready=3s'];
  const { exitCode, stdout } = await server.run(args, { timeout: 30_000 });

  expect(exitCode).toBe(1);
  expect(stdout).toContain(`Namespace ${name}: the API server gave no answer in time`);
});
