import { expect, test } from 'vitest';
import { onlyHosts } from '../../../src/cluster/only-hosts.ts';
import type { Cluster } from '../../../src/model/cluster.ts';

const secretOf = (index: number) => ({
  option: `hosts.${String(index)}`,
  path: ['spec', 'hosts', index, 'winRM', 'password'],
  source: { type: 'variable', name: 'W' } as const,
});
const secretOfK0s = {
  ...secretOf(0),
  path: ['spec', 'k0s', 'config', 'spec', 'storage', 'kine', 'dataSource'],
};
const cluster: Cluster = {
  name: 'shop',
  document: {
    kind: 'Cluster',
    spec: { k0s: { version: '1' }, hosts: [{ a: 1 }, { b: 2 }, { c: 3 }] },
  },
  hostNames: ['a', 'b', 'c'],
  secrets: [secretOf(0), secretOf(2), secretOfK0s],
  localFiles: [],
  knownHosts: 'keys',
  server: 'https://a:6443',
  timeout: null,
  ping: { ports: [], timeout: 1, maxLossPercent: 0 },
  pipeline: null,
  backup: null,
};

test('the others are gone, and each secret still belongs to its host', () => {
  expect(onlyHosts(cluster, ['c', 'b'])).toEqual({
    ...cluster,
    document: { kind: 'Cluster', spec: { k0s: { version: '1' }, hosts: [{ b: 2 }, { c: 3 }] } },
    hostNames: ['b', 'c'],
    secrets: [{ ...secretOf(2), path: ['spec', 'hosts', 1, 'winRM', 'password'] }, secretOfK0s],
  });
});

test('a host that is not there adds none', () => {
  expect(onlyHosts(cluster, ['x']).hostNames).toEqual([]);
});
