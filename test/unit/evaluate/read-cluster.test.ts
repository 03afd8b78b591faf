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
    },
  });
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
])('what does not fit is a bug, and named: %s', (path, odd) => {
  expect(() => readCluster(odd)).toThrow(`for ${path}`);
});
