import { expect, test } from 'vitest';
import { readCluster } from '../../../src/evaluate/read-cluster.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const secret = { option: 'o', path: ['spec', 'hosts', 0, 'winRM', 'password'] };
const cluster: JsonObject = {
  name: 'shop',
  document: { kind: 'Cluster' },
  hostNames: ['a'],
  secrets: [
    { ...secret, variable: 'W' },
    { ...secret, file: '/run/w' },
  ],
  localFiles: [{ option: 'o', file: '/key', use: 'secret' }],
  knownHosts: '10.0.0.1 ssh-ed25519 AAAA\n',
  server: 'https://10.0.0.1:6443',
  timeout: '1h30m',
  ping: { ports: [6443], timeout: '500ms', maxLossPercent: 0 },
  pipeline: {
    config: { jobs: [] },
    variables: [{ name: 'ssh_key', use: 'u' }],
    notices: ['n'],
  },
};
const result = { format: 1, warnings: ['w'], errors: [], cluster };

test('a cluster is read as it is described', () => {
  expect(readCluster(result)).toEqual({
    warnings: ['w'],
    errors: [],
    cluster: {
      ...cluster,
      secrets: [
        { ...secret, source: { type: 'variable', name: 'W' } },
        { ...secret, source: { type: 'file', file: '/run/w' } },
      ],
      backup: null,
      timeout: 5_400_000,
      ping: { ports: [6443], timeout: 500, maxLossPercent: 0 },
    },
  });
});

test('an action may take for ever, and a cluster have neither address nor pipeline', () => {
  const none = { timeout: null, server: null, pipeline: null };
  const read = readCluster({ ...result, cluster: { ...cluster, ...none } });
  expect(read.cluster).toMatchObject(none);
});

test('there may be none', () => {
  expect(readCluster({ ...result, cluster: null }).cluster).toBeNull();
});

test.each([
  ['format', { ...result, format: 2 }],
  ['errors', { ...result, errors: [1] }],
  ['cluster.name', { ...result, cluster: { ...cluster, name: 1 } }],
  ['cluster.document', { ...result, cluster: { ...cluster, document: [] } }],
  ['o', { ...result, cluster: { ...cluster, localFiles: [{ option: 'o', file: 'x', use: 'y' }] } }],
  ['o', { ...result, cluster: { ...cluster, secrets: [secret] } }],
  ['cluster.timeout', { ...result, cluster: { ...cluster, timeout: 'soon' } }],
  ['cluster.pipeline', { ...result, cluster: { ...cluster, pipeline: 1 } }],
  ['cluster.ping', { ...result, cluster: { ...cluster, ping: 1 } }],
])('what does not fit is a bug, and named: %s', (path, odd) => {
  expect(() => readCluster(odd)).toThrow(`for ${path}`);
});
