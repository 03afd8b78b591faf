import { expect, test } from 'vitest';
import { withDefaultKey } from '../../../src/cluster/with-default-key.ts';
import type { Cluster } from '../../../src/model/cluster.ts';

test('hosts and bastions without a key get one, and no other does', () => {
  const hosts = [
    { ssh: { address: 'a', bastion: { address: 'b' } } },
    { ssh: { address: 'c', keyPath: '/own', bastion: { address: 'd', keyPath: '/own' } } },
    { openSSH: { address: 'e' } },
    { winRM: { address: 'f', bastion: { address: 'g' } } },
    { localhost: true },
  ];
  const cluster: Cluster = {
    name: 'shop',
    document: { spec: { hosts } },
    hostNames: [],
    secrets: [],
    localFiles: [],
    knownHosts: '',
    server: null,
    timeout: null,
    ping: { ports: [], timeout: 1, maxLossPercent: 0 },
    pipeline: null,
    backup: null,
  };

  expect(withDefaultKey(cluster, '/k').document).toEqual({
    spec: {
      hosts: [
        { ssh: { address: 'a', keyPath: '/k', bastion: { address: 'b', keyPath: '/k' } } },
        { ssh: { address: 'c', keyPath: '/own', bastion: { address: 'd', keyPath: '/own' } } },
        { openSSH: { address: 'e', keyPath: '/k' } },
        { winRM: { address: 'f', bastion: { address: 'g', keyPath: '/k' } } },
        { localhost: true },
      ],
    },
  });
});
