import { expect, test } from 'vitest';
import { expandHome } from '../../../src/cluster/expand-home.ts';

test('names of files below ~ become absolute, and nothing else changes', () => {
  const host = { ssh: { keyPath: '~/.ssh/id', bastion: { keyPath: '~/b' } }, dataDir: '~/data' };
  const files = [{ src: '~/a', dst: '~/b', data: '~/c' }, { src: '/x/~/y' }];

  expect(expandHome({ hosts: [{ ...host, files }] }, '/home/$1')).toEqual({
    hosts: [
      {
        ssh: { keyPath: '/home/$1/.ssh/id', bastion: { keyPath: '/home/$1/b' } },
        dataDir: '~/data',
        files: [{ src: '/home/$1/a', dst: '~/b', data: '~/c' }, { src: '/x/~/y' }],
      },
    ],
  });
});
