import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { pinHostKeys } from '../../../src/cluster/pin-host-keys.ts';

const loose = { stricthostkeychecking: 'no', StrictHostKeyChecking: 'no', Compression: 'yes' };

function pin(host: JsonObject) {
  return pinHostKeys({ spec: { hosts: [host] } });
}

test('k0sctl is strict about hosts and bastions, whatever their options say', () => {
  const options = { Compression: 'yes', StrictHostKeyChecking: 'yes' };
  const strict = { StrictHostKeyChecking: 'yes' };
  expect(pin({ ssh: { address: 'a', options: loose, bastion: { address: 'b' } } })).toEqual({
    spec: {
      hosts: [{ ssh: { address: 'a', options, bastion: { address: 'b', options: strict } } }],
    },
  });
  expect(pin({ winRM: { address: 'a', bastion: { address: 'b', options: loose } } })).toEqual({
    spec: { hosts: [{ winRM: { address: 'a', bastion: { address: 'b', options } } }] },
  });
});

test('the program ssh knows the declared keys alone', () => {
  const file = { UserKnownHostsFile: '/mine' };
  expect(pin({ openSSH: { address: 'a', options: { ...loose, ...file } } })).toEqual({
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
      ],
    },
  });
});

test('nothing else is touched', () => {
  const document = { spec: { hosts: [{ localhost: true }], k0s: { config: { ssh: { a: 1 } } } } };
  expect(pinHostKeys(document)).toEqual(document);
});
