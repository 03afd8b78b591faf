import { expect, test } from 'vitest';
import { pinHostKeys } from '../../../src/cluster/pin-host-keys.ts';

test('only hosts of openSSH get options, which no option of theirs weakens', () => {
  const options = { StrictHostKeyChecking: 'no', Compression: 'yes' };
  expect(
    pinHostKeys({
      spec: { hosts: [{ openSSH: { address: 'a', options } }, { ssh: { options } }] },
    }),
  ).toEqual({
    spec: {
      hosts: [
        {
          openSSH: {
            address: 'a',
            options: {
              Compression: 'yes',
              GlobalKnownHostsFile: '/dev/null',
              StrictHostKeyChecking: 'yes',
              UserKnownHostsFile: 'known_hosts',
            },
          },
        },
        { ssh: { options } },
      ],
    },
  });
});
