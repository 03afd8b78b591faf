import { describe, expect, test } from 'vitest';
import { clusterStatus } from '../../../src/cluster/cluster-status.ts';
import type { ClusterHost } from '../../../src/model/cluster-host.ts';
import type { HostState, HostSurvey, SeenHost } from '../../../src/model/host-survey.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { bareHost } from '../../support/seen-host.ts';

const VERSION = 'v1.33.4+k0s.0';

function host(name: string, role: string, reset = false): ClusterHost {
  const rest = { dataDir: '/var/lib/k0s', program: '/usr/local/bin/k0s', reset };
  const transport = { type: 'localhost' } as const;
  return { name, role, isController: role !== 'worker', hostname: null, ...rest, transport };
}

function seen(name: string, role: string, more: Partial<SeenHost> = {}): HostState {
  return {
    ...bareHost,
    ...{ type: 'seen', hostname: name, program: { version: VERSION }, hasData: true },
    ...{ units: [{ name: 'k0s', isActive: true }], processes: 1 },
    status: { role, version: VERSION, pid: 1, dataDir: null },
    ...more,
  };
}

const uid = '0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11';
const members = (...names: readonly string[]) =>
  names.map((name) => ({ name, peerUrl: `https://[fd00::${name}]:2380` }));
const node = (name: string, isReady = true) => ({ name, isReady, version: VERSION });
const controller = (etcdMembers = members('c'), nodes = [node('w')]) =>
  seen('c', 'controller', { cluster: { uid, etcdMembers, nodes } });

type Surveys = readonly (readonly [ClusterHost, HostState])[];

function status(...surveys: Surveys) {
  return statusOf({}, ...surveys);
}

function statusOf(spec: { readonly k0s?: JsonObject }, ...surveys: Surveys) {
  const list: readonly HostSurvey[] = surveys.map(([one, state]) => ({ host: one, state }));
  const document = { spec: { k0s: { version: '1.33.4+k0s.0', ...spec.k0s } } };
  return clusterStatus({ name: 'shop', server: null, document }, list);
}

const C = host('c', 'controller');
const W = host('w', 'worker');
const bare = { status: null, processes: 0, units: [], program: null, hasData: false };

test('all is well where all is as declared, with or without the v of a version', () => {
  const found = status([C, controller()], [W, seen('w', 'worker')]);
  expect(found.problems).toEqual([]);
  expect(found).toMatchObject({ uid, hosts: [{ etcd: 'yes', node: 'none' }, { node: 'yes' }] });
});

test('hostnames that are not in lower case have nodes that are', () => {
  expect(status([C, controller()], [W, seen('W', 'worker')]).problems).toEqual([]);
});

describe('a worker that is not as declared', () => {
  test.each<readonly [string, HostState, string, string]>([
    ['is down', { type: 'unreached', reason: 'gone' }, 'unreachable', 'cannot be reached: gone'],
    ['is bare', seen('w', 'worker', bare), 'not installed', 'has no k0s'],
    [
      'is stopped',
      seen('w', 'worker', { ...bare, units: [{ name: 'k0sworker', isActive: false }] }),
      ...(['stopped', 'which is stopped'] as const),
    ],
    ['hangs', seen('w', 'worker', { status: null }), 'not answering', 'does not answer'],
    ['has another role', seen('w', 'controller'), 'running', 'runs as controller'],
    [
      'has another version',
      seen('w', 'worker', {
        status: { role: 'worker', version: 'v1.32.0+k0s.0', pid: 1, dataDir: null },
      }),
      ...(['running', 'runs k0s v1.32.0+k0s.0'] as const),
    ],
    ['has no node', seen('x', 'worker'), 'running', 'is no node of the cluster'],
  ])('%s', (_what, state, condition, problem) => {
    const found = status([C, controller()], [W, state]);
    expect(found.hosts[1]?.state).toBe(condition);
    expect(found.problems).toEqual([expect.stringContaining(problem)]);
  });

  test('is not ready', () => {
    const found = status(
      [C, controller(members('c'), [node('w', false)])],
      [W, seen('w', 'worker')],
    );
    expect(found.problems).toEqual([expect.stringContaining('is not ready')]);
  });
});

test('a host with Windows is not looked at, and no problem', () => {
  const found = status([C, controller()], [host('v', 'worker'), { type: 'unsupported' }]);
  expect(found).toMatchObject({ problems: [], hosts: [{}, { state: 'not looked at' }] });
});

test('a host that is to be reset may be bare, and must not have k0s', () => {
  const gone = host('w', 'worker', true);
  const nodeless = controller(members('c'), []);
  expect(status([C, nodeless], [gone, seen('w', 'worker', bare)])).toMatchObject({
    problems: [],
    strayNodes: [],
  });
  expect(status([C, nodeless], [gone, seen('w', 'worker')]).problems).toEqual([
    expect.stringContaining('is to be reset, and still has data in /var/lib/k0s, the service k0s,'),
  ]);
});

test('what an installation cannot remove, without the program, is for a person', () => {
  const gone = host('w', 'worker', true);
  const left = (more: Partial<SeenHost>) =>
    status([C, controller(members('c'), [])], [gone, seen('w', 'worker', { ...bare, ...more })]);
  const program = { version: VERSION };
  expect(left({ hasData: true, program }).problems).toEqual([
    expect.stringMatching(/still has data in \/var\/lib\/k0s\. Run: kubernixos cluster install$/),
  ]);
  expect(left({ hasData: true }).problems).toEqual([
    expect.stringMatching(
      /\/usr\/local\/bin\/k0s is gone, .* k0s reset --data-dir=\/var\/lib\/k0s$/,
    ),
  ]);
});

test('a controller that is no member of etcd is named', () => {
  expect(status([C, controller(members(), [])]).problems).toEqual([
    expect.stringContaining('c is no member of etcd'),
  ]);
});

test('a member that is no controller of the cluster is named, with how to remove it', () => {
  expect(status([C, controller(members('c', 'd'), [])]).problems).toEqual([
    expect.stringMatching(/member d .* --peer-address fd00::d$/),
  ]);
});

test('a member may be that of a controller which is down', () => {
  const down = [host('d', 'controller'), { type: 'unreached', reason: 'gone' }] as const;
  const { problems } = status([C, controller(members('c', 'd'), [])], down);
  expect(problems).toEqual([expect.stringContaining('d cannot be reached')]);
});

describe('a node that no host declares', () => {
  const named = (...names: readonly string[]) =>
    controller(
      members('c'),
      names.map((name) => node(name)),
    );
  const windows = [host('v', 'worker'), { type: 'unsupported' }] as const;
  const gone = host('w', 'worker', true);

  test('is named, with what to do', () => {
    const found = status([C, named('w', 'x')], [W, seen('w', 'worker')]);
    expect(found.problems).toEqual([]);
    expect(found.strayNodes).toEqual([
      expect.stringMatching(/^x is a node .* kubectl delete node x$/),
    ]);
  });

  test('may be that of a host that tells no name', () => {
    expect(status([C, named('x')], windows).strayNodes).toEqual([]);
    expect(status([C, named('x', 'y')], windows).strayNodes).toHaveLength(2);
  });

  test('is that of a host whose name is declared, seen or not', () => {
    const declared = { ...host('v', 'worker'), hostname: 'X' };
    expect(status([C, named('x')], [declared, { type: 'unsupported' }]).strayNodes).toEqual([]);
    expect(status([C, named('x', 'v')], [declared, seen('v', 'worker')]).strayNodes).toEqual([
      expect.stringContaining('v is a node'),
    ]);
  });

  test('is left of a host only once that is reset', () => {
    expect(status([C, named('w')], [gone, seen('w', 'worker')]).strayNodes).toEqual([]);
    expect(status([C, named('w')], [gone, seen('w', 'worker', bare)]).strayNodes).toHaveLength(1);
  });
});

test('of a controller that is to be reset, the member of etcd is left once that is done', () => {
  const gone = host('d', 'controller', true);
  const both = controller(members('c', 'd'), []);
  expect(status([C, both], [gone, seen('d', 'controller')]).problems).toEqual([
    expect.stringContaining('d is to be reset'),
  ]);
  expect(status([C, both], [gone, seen('d', 'controller', bare)]).problems).toEqual([
    expect.stringContaining('etcd has the member d'),
  ]);
});

test('a host that is to be reset is not asked of which cluster the others are', () => {
  const stranger = seen('a', 'controller', {
    cluster: { uid: 'another', etcdMembers: members('a'), nodes: [] },
  });
  const found = status(
    [host('a', 'controller', true), stranger],
    [C, controller(members('c'), [])],
  );
  expect(found).toMatchObject({ uid, etcdMembers: members('c') });
});

describe('a controller that tells no members of etcd', () => {
  const silent = (role: string) =>
    seen('c', role, { cluster: { uid, etcdMembers: null, nodes: [node('c')] } });
  const stored = (storage: JsonObject) => ({ k0s: { config: { spec: { storage } } } });

  test.each([
    ['with kine', 'controller', stored({ type: 'kine' })],
    [
      'with an etcd elsewhere',
      'controller',
      stored({ type: 'etcd', etcd: { externalCluster: { endpoints: ['https://e'] } } }),
    ],
    ['that is a single node', 'single', {}],
  ])('%s misses none', (_what, role, spec) => {
    const found = statusOf(spec, [host('c', role), silent(role)]);
    expect(found).toMatchObject({ problems: [], hosts: [{ etcd: 'unknown' }] });
  });

  test.each([
    ['with etcd', 'controller', stored({ type: 'etcd' })],
    ['that says nothing of storage', 'controller', {}],
    ['that is a single node with etcd', 'single', stored({ type: 'etcd' })],
  ])('%s is not well', (_what, role, spec) => {
    const found = statusOf(spec, [host('c', role), silent(role)]);
    expect(found.problems).toEqual([expect.stringContaining('etcd does not answer on c')]);
  });
});

test('controllers that know nothing of one another are told apart', () => {
  const other = seen('d', 'controller', {
    cluster: { uid: uid.replace('0', '1'), etcdMembers: members('d'), nodes: [] },
  });
  const found = status([C, controller(members('c', 'd'), [])], [host('d', 'controller'), other]);
  expect(found.problems).toEqual([
    expect.stringMatching(/of different clusters: c \(.+\), d \(.+\)/),
  ]);
});

describe('an API server that does not answer', () => {
  const dead = { uid: null, etcdMembers: members('b', 'c'), nodes: null };

  test('is named, and fails it', () => {
    const silent = seen('c', 'controller', { cluster: { ...dead, etcdMembers: members('c') } });
    expect(status([C, silent], [W, seen('w', 'worker')]).problems).toEqual([
      expect.stringContaining('the API server of c does not answer'),
    ]);
  });

  test('is named where another one answers', () => {
    const found = status(
      [C, controller(members('b', 'c'), [])],
      [host('b', 'controller'), seen('b', 'controller', { cluster: dead })],
    );
    expect(found.problems).toEqual([
      expect.stringContaining('the API server of b does not answer'),
    ]);
  });

  test('is named, as is its etcd, where no host is a worker', () => {
    const all = { ...dead, etcdMembers: null };
    const { problems } = status([C, seen('c', 'controller', { cluster: all })]);
    expect(problems).toEqual([
      expect.stringContaining('the API server of c does not answer'),
      expect.stringContaining('etcd does not answer on c'),
    ]);
  });
});

test('nodes that a running API server does not tell are unknown, and fail it', () => {
  const silent = seen('c', 'controller', {
    cluster: { uid, etcdMembers: members('c'), nodes: null },
  });
  expect(status([C, silent], [W, seen('w', 'worker')]).problems).toEqual([
    expect.stringContaining('no controller could tell about nodes'),
  ]);
});

test('a host that keeps its data elsewhere than declared is named', () => {
  const elsewhere = seen('w', 'worker', { usedDataDir: '/data' });
  expect(status([C, controller()], [W, elsewhere]).problems).toEqual([
    expect.stringMatching(/^w: k0s has its data in \/data, and \/var\/lib\/k0s is declared/),
  ]);
});
