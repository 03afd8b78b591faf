import { expect, test } from 'vitest';
import { beforeRestore } from '../../../src/cluster/before-restore.ts';
import type { ClusterHost } from '../../../src/model/cluster-host.ts';
import type { HostState, SeenHost } from '../../../src/model/host-survey.ts';
import { bareHost } from '../../support/seen-host.ts';

const seen = (more: Partial<SeenHost> = {}): HostState => ({ type: 'seen', ...bareHost, ...more });
const running = seen({
  status: { role: 'controller', version: 'v1.34.1+k0s.0', pid: 7, dataDir: null },
  processes: 3,
  hasData: true,
});
const judge = (state: HostState, host: Partial<ClusterHost> = {}) =>
  beforeRestore([
    {
      state,
      host: {
        name: 'a',
        role: 'controller',
        isController: true,
        hostname: null,
        reset: false,
        dataDir: '/data',
        program: '/usr/local/bin/k0s',
        transport: { type: 'localhost' },
        ...host,
      },
    },
  ]);
const worker = { role: 'worker', isController: false };

test.each([
  ['an empty controller', seen(), {}],
  ['the program alone', seen({ program: { version: 'v1.34.1+k0s.0' } }), {}],
  ['a worker that runs', running, worker],
  ['a worker that is not looked into', { type: 'unsupported' } as const, worker],
  ['an empty host that is to be reset', seen(), { reset: true }],
])('%s is fit for a restore', (_what, state, host) => {
  expect(judge(state, host)).toEqual([]);
});

test.each([
  ['a controller that runs', running, {}, 'k0s runs there'],
  ['a controller with processes that do not answer', seen({ processes: 1 }), {}, 'k0s runs there'],
  ['a controller with data', seen({ hasData: true }), {}, 'data in /data'],
  [
    'a controller with a service',
    seen({ units: [{ name: 'k0scontroller', isActive: false }] }),
    {},
    'the service k0scontroller',
  ],
  [
    'a controller that cannot be reached',
    { type: 'unreached', reason: 'no route' } as const,
    {},
    'cannot be reached: no route',
  ],
  ['a controller that is not looked into', { type: 'unsupported' } as const, {}, 'looked into'],
  [
    'a worker that cannot be reached',
    { type: 'unreached', reason: 'no route' } as const,
    worker,
    'cannot be reached: no route',
  ],
  ['a host that would be reset, with data', running, { reset: true }, 'is to be reset, and has'],
])('%s is in the way', (_what, state, host, phrase) => {
  expect(judge(state, host)).toEqual([expect.stringContaining(phrase)]);
});
