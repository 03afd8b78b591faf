import { expect, test } from 'vitest';
import { installCluster } from '../../../src/workflows/cluster/install-cluster.ts';

const controller = { role: 'controller', localhost: true };
const windows = { role: 'worker', reset: true, winRM: { address: '10.0.0.2' } };
const cluster = {
  ...{ name: 'shop', hostNames: ['a', 'w'], secrets: [], localFiles: [], knownHosts: '' },
  ...{ server: null, timeout: '1h', pipeline: null, backup: null },
  ping: { ports: [], timeout: '1s', maxLossPercent: 0 },
  document: { spec: { k0s: { version: 'v1.34.1+k0s.0' }, hosts: [controller, windows] } },
};
const evaluated = { format: 1, warnings: [], errors: [], cluster };

const answers = [
  'hostname 0\n a\n\nprocesses 0\n 1\n\nversion 0\n v1.34.1+k0s.0\n\nunit-k0scontroller 0\n active\n',
  'status 0\n {"Version":"v1.34.1+k0s.0","Pid":7,"Role":"controller"}\n',
  'uid 0\n 0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11\n',
  'etcd 0\n {"members":{"a":"https://10.0.0.1:2380"}}\n\nnodes 0\n \n\nend 0\n yes\n',
].join('\n');

test('a host with Windows that is to be reset leaves it open whether k0s is gone', async () => {
  const warnings: string[] = [];
  const told: string[] = [];
  const nothing = () => undefined;
  const story = {
    ...{ phase: nothing, detail: nothing },
    tell: (line: string) => void told.push(line),
    warn: (line: string) => void warnings.push(line),
  };
  const ended = { exitCode: 0, timedOut: false, stdout: '', stderr: '', log: '', unknownKeys: [] };
  const stdout = new TextEncoder().encode(JSON.stringify(evaluated));
  const { signal } = new AbortController();
  const verdict = await installCluster(
    { source: { type: 'hostgroup', file: '/prod.nix' }, evaluator: null, showTrace: false },
    { dryRun: false },
    {
      nix: { evaluate: () => Promise.resolve({ exitCode: 0, stdout, messages: [] }) },
      ...{ tell: nothing, defaultKey: null, isSet: () => true, story, home: '/', named: null },
      files: { look: () => Promise.resolve({ type: 'missing' as const }) },
      k0sctl: { run: () => Promise.resolve(ended) },
      secrets: { read: () => Promise.resolve('') },
      audit: { begin: () => Promise.resolve({ file: 'log', write: () => Promise.resolve() }) },
      printConfig: () => Promise.resolve(''),
      shell: () => ({
        run: ({ transport }) =>
          Promise.resolve(
            transport.type === 'winRM'
              ? { type: 'unsupported' as const }
              : { type: 'ran' as const, exitCode: 0, stderr: '', stdout: answers },
          ),
      }),
      lock: {
        take: () =>
          Promise.resolve({
            lost: signal,
            cover: () => Promise.resolve(),
            release: () => Promise.resolve(),
          }),
      },
      consent: () => Promise.resolve(true),
      clock: { now: () => 0, date: () => new Date(0), sleep: () => Promise.resolve() } as never,
      showPlan: nothing,
    },
    signal,
  );
  expect(warnings).toEqual(['w cannot be looked into: see there whether k0s is gone']);
  expect(told.at(-1)).toBe('shop: every host that can be looked into is as declared; w cannot');
  expect(verdict).toBe('failed');
});
