import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { rewriteConfig } from '../../../src/backup/rewrite-config.ts';

const CONFIG = `# generated-by-k0sctl 2026-03-01T12:00:00Z
apiVersion: k0s.k0sproject.io/v1beta1
kind: ClusterConfig
spec:
  api:
    address: 10.0.0.1
    externalAddress: api.shop.example
    port: 6443
    sans: [10.0.0.1, 10.0.0.2, api.shop.example, 127.0.0.1]
  konnectivity:
    externalAddress: api.shop.example
  network:
    podCIDR: 10.244.0.0/16
    controlPlaneLoadBalancing:
      enabled: true
      keepalived: { vrrpInstances: [{ virtualIPs: [10.0.0.100/24] }] }
  storage:
    type: etcd
    etcd: { peerAddress: 10.0.0.1 }
`;

const rewritten = (config: string): unknown => parse(rewriteConfig(config, '10.9.9.9', 'etcd'));

test('addresses become those of the other host, wherever they stand, and no other one is announced', () => {
  expect(rewritten(CONFIG)).toEqual({
    apiVersion: 'k0s.k0sproject.io/v1beta1',
    kind: 'ClusterConfig',
    spec: {
      api: {
        address: '10.9.9.9',
        externalAddress: '10.9.9.9',
        port: 6443,
        sans: ['10.9.9.9', '127.0.0.1'],
      },
      konnectivity: { externalAddress: '10.9.9.9' },
      network: { podCIDR: '10.244.0.0/16' },
      storage: { type: 'etcd', etcd: { peerAddress: '10.9.9.9' } },
    },
  });
});

test('what k0sctl notes in comments stays', () => {
  expect(rewriteConfig(CONFIG, '10.9.9.9', 'etcd')).toContain('# generated-by-k0sctl 2026-03-01');
});

test('what is not there is not added', () => {
  expect(rewritten('spec: {storage: {type: kine}}')).toEqual({
    spec: { storage: { type: 'kine' } },
  });
});

test('an address that is only a part of a value stays', () => {
  const config = 'spec: {api: {address: 10.0.0.1}, extensions: {note: "see 10.0.0.1, please"}}';

  expect(rewritten(config)).toEqual({
    spec: {
      api: { address: '10.9.9.9' },
      extensions: { note: 'see 10.0.0.1, please' },
      storage: { type: 'etcd' },
    },
  });
});

test('an address of IPv6 is written so that YAML reads it back', () => {
  expect(parse(rewriteConfig('spec: {api: {address: 10.0.0.1}}', '::', 'etcd'))).toEqual({
    spec: { api: { address: '::' }, storage: { type: 'etcd' } },
  });
});

test.each([
  ['spec: {}', 'sqlite', { type: 'kine' }],
  ['spec: {storage: null}', 'sqlite', { type: 'kine' }],
  [
    'spec: {storage: {etcd: {peerAddress: 10.0.0.1}}}',
    'etcd',
    { etcd: { peerAddress: '10.9.9.9' }, type: 'etcd' },
  ],
] as const)(
  'where %s leaves it to the role of the host, %s is written down',
  (config, is, storage) => {
    expect(parse(rewriteConfig(config, '10.9.9.9', is))).toEqual({ spec: { storage } });
  },
);

test.each(['', '[]', 'spec', '{', 'kind: ClusterConfig'])('%j is no configuration', (config) => {
  expect(() => rewriteConfig(config, '10.9.9.9', 'etcd')).toThrow('it is no configuration of k0s');
});
