import { expect, test } from 'vitest';
import { leftovers } from '../../../src/cluster/leftovers.ts';
import { planInstall } from '../../../src/cluster/plan-install.ts';
import type { ClusterHost } from '../../../src/model/cluster-host.ts';
import type { HostState, HostSurvey, SeenHost } from '../../../src/model/host-survey.ts';
import { bareHost } from '../../support/seen-host.ts';

const host: ClusterHost = {
  name: 'a',
  role: 'controller',
  isController: true,
  hostname: null,
  reset: false,
  dataDir: '/var/lib/k0s',
  program: '/usr/local/bin/k0s',
  transport: { type: 'localhost' },
};
const running: SeenHost = {
  ...bareHost,
  units: [{ name: 'k0scontroller', isActive: true }],
  status: { role: 'controller', version: 'v1.33.4+k0s.0', pid: 1, dataDir: null },
  hasData: true,
  processes: 1,
  cluster: { uid: 'u', etcdMembers: null, nodes: null },
};

function survey(seen: Partial<SeenHost>, more: Partial<ClusterHost> = {}): HostSurvey {
  return { host: { ...host, ...more }, state: { type: 'seen', ...bareHost, ...seen } };
}
function planFor(
  seen: Partial<SeenHost>,
  version = 'v1.33.4+k0s.0',
  more: Partial<ClusterHost> = {},
) {
  const { changes, problems } = planInstall([survey(seen, more)], version);
  return { change: changes[0]?.change, problems };
}

test.each([
  [
    'is installed where there is none',
    {},
    '1.33.4+k0s.0',
    { type: 'install', version: 'v1.33.4+k0s.0', over: null },
  ],
  ['stays', running, '1.33.4+k0s.0', { type: 'keep', version: 'v1.33.4+k0s.0' }],
  [
    'is upgraded',
    running,
    'v1.34.1+k0s.0',
    { type: 'upgrade', from: 'v1.33.4+k0s.0', to: 'v1.34.1+k0s.0' },
  ],
  [
    'is upgraded to another build',
    running,
    'v1.33.4+k0s.1',
    { type: 'upgrade', from: 'v1.33.4+k0s.0', to: 'v1.33.4+k0s.1' },
  ],
])('k0s %s', (_what, seen, version, change) => {
  expect(planFor(seen, version)).toEqual({ change, problems: [] });
});

test('k0s is removed from a host that is to be reset, whatever it is', () => {
  const reset = { reset: true, role: 'worker', isController: false };
  expect(planFor(running, 'v1.0.0+k0s.0', reset)).toEqual({
    change: { type: 'remove' },
    problems: [],
  });
  expect(planFor({}, 'v1.0.0+k0s.0', reset).change).toEqual({ type: 'nothing' });
});

test.each([
  ['an older version', running, 'v1.32.9+k0s.0', {}, 'k0s does not go back'],
  ['a release before its candidate', running, 'v1.33.4-rc.1+k0s.0', {}, 'k0s does not go back'],
  [
    'a worker in place of a controller',
    running,
    'v1.33.4+k0s.0',
    { role: 'worker', isController: false },
    'is installed as controller, and declared as worker',
  ],
  [
    'controller+worker in place of a controller',
    running,
    'v1.33.4+k0s.0',
    { role: 'controller+worker' },
    'declared as controller+worker',
  ],
  [
    'a service that does not run',
    { units: running.units },
    'v1.33.4+k0s.0',
    {},
    'systemctl start k0scontroller',
  ],
  [
    'the service of a worker that does not run',
    { units: [{ name: 'k0sworker', isActive: false }] },
    'v1.33.4+k0s.0',
    {},
    'is installed as worker',
  ],
  ['k0s without a service', { processes: 1 }, 'v1.33.4+k0s.0', {}, 'Stop it first'],
  [
    'a controller with data that no service runs on',
    { hasData: true, hasState: true },
    'v1.33.4+k0s.0',
    {},
    'a has data in /var/lib/k0s, and no service of k0s',
  ],
  [
    'data in another directory than declared',
    { ...running, usedDataDir: '/var/lib/k0s' },
    'v1.33.4+k0s.0',
    { dataDir: '/data' },
    'k0s has its data in /var/lib/k0s, and /data is declared',
  ],
  [
    'data in another directory than that which is to be removed',
    { ...running, usedDataDir: '/var/lib/k0s' },
    'v1.33.4+k0s.0',
    { dataDir: '/data', reset: true },
    'k0s has its data in /var/lib/k0s, and /data is declared',
  ],
])('nothing begins with %s', (_what, seen, version, more, problem) => {
  expect(planFor(seen, version, more).problems).toEqual([expect.stringContaining(problem)]);
});

test('nothing begins with a host that cannot be reached; Windows is not looked into', () => {
  const states: HostState[] = [{ type: 'unreached', reason: 'no route' }, { type: 'unsupported' }];
  const { problems } = planInstall(
    states.map((state) => ({ host, state })),
    '1.33.4+k0s.0',
  );
  expect(problems).toEqual(['a cannot be reached: no route']);
});

test.each([
  ['a controller with what is uploaded before it starts', { hasData: true }, {}],
  [
    'a worker with data',
    { hasData: true, hasState: true },
    { role: 'worker', isController: false },
  ],
])('%s is installed, and the plan tells where it has data', (_what, seen, more) => {
  expect(planFor(seen, 'v1.33.4+k0s.0', more)).toEqual({
    change: { type: 'install', version: 'v1.33.4+k0s.0', over: '/var/lib/k0s' },
    problems: [],
  });
});

test('a directory is the same with another way to write it', () => {
  const seen = { ...running, usedDataDir: '/data//k0s/' };
  expect(planFor(seen, 'v1.33.4+k0s.0', { dataDir: '/data/k0s' }).problems).toEqual([]);
});

test('a worker of another cluster is not made a node of this one', () => {
  const status = { role: 'worker', version: 'v1.33.4+k0s.0', pid: 1, dataDir: null };
  const worker = { ...running, status, cluster: null, units: [], ca: 'b'.repeat(64) };
  const { problems } = planInstall(
    [
      survey({ ...running, ca: 'a'.repeat(64) }),
      survey(worker, { name: 'w', role: 'worker', isController: false }),
    ],
    '1.33.4+k0s.0',
  );
  expect(problems).toEqual([expect.stringMatching(/^w is of another cluster: its CA is b{16},/)]);
});

test('controllers of two clusters are not made one', () => {
  const other = { ...running, cluster: { uid: 'v', etcdMembers: null, nodes: null } };
  const { problems } = planInstall([survey(running), survey(other, { name: 'b' })], '1.33.4+k0s.0');
  expect(problems).toEqual([expect.stringContaining('different clusters: a (u), b (v)')]);
});

test('what is left of k0s is named, the program alone is nothing', () => {
  expect(leftovers(survey({ program: { version: null } }))).toEqual([]);
  expect(leftovers(survey(running))).toEqual([
    'data in /var/lib/k0s',
    'the service k0scontroller',
    'running processes of k0s (1)',
  ]);
  expect(leftovers(survey({ children: 2 }))).toEqual(['running processes of k0s (2)']);
  expect(leftovers({ host, state: { type: 'unreached', reason: 'x' } })).toHaveLength(1);
});
