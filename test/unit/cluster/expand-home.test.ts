import { expect, test } from 'vitest';
import { expandHome } from '../../../src/cluster/expand-home.ts';

test("names of hosts' files below ~ become absolute, and nothing else changes", () => {
  const ssh = {
    keyPath: '~/.ssh/id',
    bastion: { keyPath: '~/b' },
    options: { keyPath: '~/o' },
  };
  const host = { ssh, dataDir: '~/data', environment: { src: '~/e' } };
  const files = [{ src: '~/a', dst: '~/b', data: '~/c' }, { src: '/x/~/y' }];
  const k0s = { config: { src: '~/k' } };

  expect(expandHome({ spec: { hosts: [{ ...host, files }], k0s } }, '/home/$1')).toEqual({
    spec: {
      hosts: [
        {
          ssh: {
            keyPath: '/home/$1/.ssh/id',
            bastion: { keyPath: '/home/$1/b' },
            options: { keyPath: '~/o' },
          },
          dataDir: '~/data',
          environment: { src: '~/e' },
          files: [{ src: '/home/$1/a', dst: '~/b', data: '~/c' }, { src: '/x/~/y' }],
        },
      ],
      k0s,
    },
  });
});
