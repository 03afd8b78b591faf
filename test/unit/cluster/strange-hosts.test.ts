import { expect, test } from 'vitest';
import { strangeHosts } from '../../../src/cluster/strange-hosts.ts';
import type { ClusterHost } from '../../../src/model/cluster-host.ts';
import type { HostSurvey, SeenCluster, SeenHost } from '../../../src/model/host-survey.ts';
import { bareHost } from '../../support/seen-host.ts';

const [OURS, THEIRS] = ['a'.repeat(64), 'b'.repeat(64)];
const told = (...nodes: readonly string[]): SeenCluster => ({
  uid: 'u',
  etcdMembers: null,
  nodes: nodes.map((name) => ({ name, isReady: true, version: 'v1' })),
});
const silent: SeenCluster = { uid: null, etcdMembers: null, nodes: null };

function survey(
  name: string,
  role: string,
  seen: Partial<SeenHost>,
  more: Partial<ClusterHost> = {},
): HostSurvey {
  const status = { role, version: 'v1', pid: 1, dataDir: null };
  return {
    host: {
      ...{ name, role, isController: role !== 'worker', hostname: null, reset: false },
      ...{ dataDir: '/data', program: '/usr/local/bin/k0s', transport: { type: 'localhost' } },
      ...more,
    },
    state: { type: 'seen', ...bareHost, hostname: name, status, hasData: true, ...seen },
  };
}

const controller = (cluster: SeenCluster, ca: string | null = null, name = 'c') =>
  survey(name, 'controller', { cluster, ca });
const worker = (seen: Partial<SeenHost> = {}, more: Partial<ClusterHost> = {}) =>
  survey('w', 'worker', seen, more);
const stopped = { status: null };
const bare = { status: null, hasData: false };

test.each([
  ['is a node of it', [controller(told('w')), worker()]],
  ['is a node of it, in lower case', [controller(told('w')), worker({ hostname: 'W' })]],
  ['is a node of it by its declared name', [controller(told('x')), worker({}, { hostname: 'x' })]],
  ['has its authority, and lost its node', [controller(told(), OURS), worker({ ca: OURS })]],
  ['has its authority, and nobody answers', [controller(silent, OURS), worker({ ca: OURS })]],
  ['has nothing of k0s', [controller(told()), worker(bare)]],
])('a worker that %s is of the cluster', (_what, surveys) => {
  expect(strangeHosts(surveys)).toEqual([]);
});

const gone = survey('c', 'controller', bare);

test.each([
  ['runs, and is no node', 'no node', 'w is no node', [controller(told('x')), worker()]],
  [
    ...(['has another authority, and the same name', 'other', 'is of another cluster'] as const),
    [controller(told('w'), OURS), worker({ ca: THEIRS })],
  ],
  [
    ...(['has another authority, and does not run', 'other', 'its CA is bbbb'] as const),
    [controller(silent, OURS), worker({ ...stopped, ca: THEIRS })],
  ],
  [
    ...(['is no node, and does not run', 'unknown', 'w is no node'] as const),
    [controller(told()), worker(stopped)],
  ],
  [
    ...(['runs, where no controller answers', 'unknown', 'no controller tells its nodes'] as const),
    [controller(silent), worker()],
  ],
  ['runs, where no controller is left', 'unknown', 'no controller tells', [gone, worker()]],
])('a worker that %s is told', (_what, type, text, surveys) => {
  expect(strangeHosts(surveys)).toEqual([
    { name: 'w', type, text: expect.stringContaining(text) as string },
  ]);
});

test('a controller that is silent is compared by its authority', () => {
  const other = (ca: string | null) => controller(silent, ca, 'd');
  expect(strangeHosts([controller(told(), OURS), other(OURS)])).toEqual([]);
  expect(strangeHosts([other(THEIRS), controller(told(), OURS)])).toMatchObject([
    { name: 'd', type: 'other' },
  ]);
  expect(strangeHosts([controller(told()), other(null)])).toMatchObject([
    { name: 'd', type: 'unknown' },
  ]);
});

test('one controller alone is compared with nothing', () => {
  expect(strangeHosts([controller(silent)])).toEqual([]);
});

test('a controller that is to be reset is not believed before one that stays', () => {
  const leaving = survey('a', 'controller', { cluster: told(), ca: THEIRS }, { reset: true });
  expect(strangeHosts([leaving, controller(silent, OURS)])).toMatchObject([{ name: 'a' }]);
});
