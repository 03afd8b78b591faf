import { expect, test } from 'vitest';
import type { Cluster } from '../../../src/model/cluster.ts';
import type { HostState } from '../../../src/model/host-survey.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { awaitDeclared } from '../../../src/workflows/cluster/await-declared.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { bareHost } from '../../support/seen-host.ts';

const VERSION = 'v1.33.4+k0s.0';

const cluster: Cluster = {
  ...{ name: 'shop', document: { spec: { k0s: { version: VERSION } } }, hostNames: ['c'] },
  ...{ secrets: [], localFiles: [], knownHosts: '', server: null, timeout: null },
  ...{ ping: { ports: [], timeout: 1000, maxLossPercent: 0 }, pipeline: null, backup: null },
};

const host = {
  ...{ name: 'c', role: 'controller+worker', isController: true, hostname: null, reset: false },
  ...{ dataDir: '/var/lib/k0s', program: '/usr/local/bin/k0s' },
  transport: { type: 'localhost' },
} as const;

/** A host that runs k0s, and whose node is ready or not. */
const seen = (isReady: boolean): HostState => ({
  ...bareHost,
  ...{ type: 'seen', hostname: 'c', program: { version: VERSION }, hasData: true, processes: 1 },
  units: [{ name: 'k0scontroller', isActive: true }],
  status: { role: 'controller+worker', version: VERSION, pid: 1, dataDir: null },
  cluster: {
    uid: '0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11',
    etcdMembers: [{ name: 'c', peerUrl: 'https://10.0.0.1:2380' }],
    nodes: [{ name: 'c', isReady, version: VERSION }],
  },
});

/** Waits for a host that is in one state after the other, and then stays in the last one. */
async function awaitHost(clock: Clock, ...states: readonly HostState[]) {
  const told: string[] = [];
  let looks = 0;
  const look = () => {
    const state = states[Math.min(looks++, states.length - 1)] ?? seen(false);
    return Promise.resolve([{ host, state }]);
  };
  const story = {
    tell: (line: string) => void told.push(line),
    warn: (text: string) => void told.push(`warning: ${text}`),
    phase: () => undefined,
    detail: () => undefined,
  };
  const ports = { clock, story };
  const verdict = await awaitDeclared(cluster, look, ports, new AbortController().signal);
  return { verdict, told, looks, minutes: clock.now() / 60_000 };
}

test('a host that is as declared is not waited for', async () => {
  const { verdict, told, minutes } = await awaitHost(fakeClock(), seen(true));
  expect({ verdict, told, minutes }).toEqual({
    ...{ verdict: 'done', minutes: 0 },
    told: ['shop: every host is as declared'],
  });
});

test('what a host lacks is told once, until it is there', async () => {
  const { verdict, told, looks } = await awaitHost(
    fakeClock(),
    ...[seen(false), seen(false), { type: 'unreached', reason: 'it restarts' } as const],
    seen(true),
  );
  expect({ verdict, looks }).toEqual({ verdict: 'done', looks: 4 });
  expect(told).toEqual([
    expect.stringMatching(/^not yet: .*\bc\b.* not ready/),
    expect.stringMatching(/^not yet: c cannot be reached: it restarts/),
    'shop: every host is as declared',
  ]);
});

test('a host that is never ready fails it after five minutes, with what it lacks', async () => {
  const { verdict, told, looks, minutes } = await awaitHost(fakeClock(), seen(false));
  expect({ verdict, minutes }).toEqual({ verdict: 'failed', minutes: 5 });
  expect(looks).toBeGreaterThan(100);
  expect(told).toEqual([
    expect.stringMatching(/^not yet: .*\bc\b.* not ready/),
    expect.stringMatching(/^warning: .*\bc\b.* not ready/),
  ]);
});
