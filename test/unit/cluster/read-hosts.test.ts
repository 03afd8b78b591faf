import { expect, test } from 'vitest';
import { readHosts } from '../../../src/cluster/read-hosts.ts';
import type { JsonObject } from '../../../src/model/json.ts';

function read(host: JsonObject) {
  return readHosts({ document: { spec: { hosts: [host] } }, hostNames: ['a'] })[0];
}

test('what k0sctl would fill in is filled in', () => {
  expect(read({ role: 'worker', ssh: { address: '10.0.0.1' } })).toEqual({
    name: 'a',
    role: 'worker',
    isController: false,
    hostname: null,
    reset: false,
    dataDir: '/var/lib/k0s',
    program: '/usr/local/bin/k0s',
    transport: {
      type: 'ssh',
      address: '10.0.0.1',
      user: 'root',
      port: 22,
      keyPath: null,
      options: {},
      bastion: null,
    },
  });
});

test('a host can be behind another, and have directories of its own', () => {
  const bastion = { address: 'gate', user: 'ops', port: 2222, keyPath: '~/.ssh/gate' };
  const ssh = { address: 'a', user: 'b', port: 1, bastion };
  expect(
    read({ role: 'single', reset: true, dataDir: '/data', k0sInstallPath: '/opt/k0s', ssh }),
  ).toMatchObject({
    isController: true,
    reset: true,
    dataDir: '/data',
    program: '/opt/k0s',
    transport: { address: 'a', user: 'b', port: 1, bastion },
  });
});

test('options of SSH are written as its configuration has them', () => {
  const options = { Compression: true, ForwardAgent: false, Port: 2, SendEnv: ['A', 'B'] };
  expect(read({ role: 'worker', ssh: { address: 'a', options } })?.transport).toMatchObject({
    options: { Compression: 'yes', ForwardAgent: 'no', Port: '2', SendEnv: 'A B' },
  });
});

test.each([
  [{ openSSH: { address: 'a' } }, { type: 'openSSH', user: null, port: null, configPath: null }],
  [{ winRM: { address: 'a' } }, { type: 'winRM', port: 5985, bastion: null }],
  [{ winRM: { address: 'a', useHTTPS: true } }, { type: 'winRM', port: 5986 }],
  [{ winRM: { address: 'a', port: 1, bastion: { address: 'b' } } }, { bastion: { port: 22 } }],
  [{ localhost: true }, { type: 'localhost' }],
] satisfies [JsonObject, object][])('%j is reached so', (fields, transport) => {
  expect(read({ role: 'worker', ...fields })?.transport).toMatchObject(transport);
});
