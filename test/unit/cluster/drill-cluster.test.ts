import { expect, test } from 'vitest';
import { drillAddress, drillCluster } from '../../../src/cluster/drill-cluster.ts';
import { readHosts } from '../../../src/cluster/read-hosts.ts';
import type { Cluster } from '../../../src/model/cluster.ts';

const drill = (host: Record<string, string | Record<string, string>>) => ({
  host: { role: 'controller', ...host },
  knownHosts: 'key',
  localFiles: [],
  maxAge: null,
});
const cluster: Cluster = {
  name: 'shop',
  document: {
    kind: 'Cluster',
    metadata: { name: 'shop' },
    spec: {
      hosts: [{ role: 'controller', ssh: { address: '10.0.0.1' } }],
      k0s: { version: 'v2', dynamicConfig: true, config: { of: 'the cluster' } },
      options: { wait: { enabled: true } },
    },
  },
  hostNames: ['a'],
  secrets: [{ option: 'x', path: ['spec', 'hosts', 0], source: { type: 'variable', name: 'W' } }],
  localFiles: [],
  knownHosts: 'others',
  server: 'https://10.0.0.1:6443',
  timeout: 1000,
  ping: { ports: [], timeout: 1, maxLossPercent: 0 },
  backup: null,
  pipeline: null,
};

test('a drill has one host, and neither hosts nor secrets of the cluster', () => {
  const trial = drillCluster(cluster, drill({ ssh: { address: '10.0.0.99' } }), {
    version: 'v1',
    config: { of: 'the backup' },
  });
  expect(readHosts(trial)).toMatchObject([{ name: 'drill', transport: { address: '10.0.0.99' } }]);
  expect(trial).toMatchObject({ secrets: [], knownHosts: 'key', server: null, timeout: 1000 });
  expect(trial.document).toMatchObject({
    spec: {
      k0s: { version: 'v1', dynamicConfig: true, config: { of: 'the backup' } },
      options: { wait: { enabled: true } },
    },
  });
  expect(JSON.stringify(trial)).not.toContain('10.0.0.1"');
});

test.each([
  [{ ssh: { address: '10.0.0.99' } }, '10.0.0.99'],
  [{ ssh: { address: 'spare.example.com' }, privateAddress: 'fd00::9' }, 'fd00::9'],
  [{ ssh: { address: '10.0.0.99' }, privateAddress: '192.168.0.9' }, '192.168.0.9'],
  [{ openSSH: { address: '10.0.0.98' } }, '10.0.0.98'],
  [{ ssh: { address: 'spare.example.com' } }, null],
] as const)('the host of %j knows itself by %s', (host, address) => {
  expect(drillAddress(drill(host))).toBe(address);
});
