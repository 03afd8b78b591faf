import { expect, test } from 'vitest';
import { checkLocal } from '../../../src/cluster/check-local.ts';
import type { Cluster } from '../../../src/model/cluster.ts';
import type { LocalFiles } from '../../../src/ports/local-files.ts';

const cluster: Pick<Cluster, 'localFiles' | 'secrets'> = {
  localFiles: [
    { option: 'hosts.a.ssh.keyPath', file: '~/key', use: 'secret' },
    { option: 'hosts.b.ssh.keyPath', file: '/nowhere', use: 'secret' },
  ],
  secrets: [
    { option: 'hosts.w.winRM', path: ['x'], source: { type: 'variable', name: 'W' } },
    { option: 'hosts.v.winRM', path: ['y'], source: { type: 'file', file: '/run/v' } },
  ],
};

const files: LocalFiles = {
  look: (file) =>
    Promise.resolve(
      file === '~/key' ? { type: 'file', mode: 0o600, size: 1 } : { type: 'missing' },
    ),
};

test('finds everything that is missing at once', async () => {
  const problems = await checkLocal(cluster, files, () => false);
  expect(problems).toEqual([
    expect.stringContaining('hosts.b.ssh.keyPath: there is no /nowhere'),
    expect.stringContaining('hosts.w.winRM: the variable W is not set'),
  ]);
});

test('asks for no variable that is set', async () => {
  const problems = await checkLocal(cluster, files, (variable) => variable === 'W');
  expect(problems).toHaveLength(1);
});
