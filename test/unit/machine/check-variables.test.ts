import { expect, test } from 'vitest';
import { checkVariables, type GivenVariables } from '../../../src/machine/check-variables.ts';

const NONE: GivenVariables = {
  machine: 'node1',
  hostname: null,
  sshKeyText: null,
  ignitionUrl: null,
};
const KEY = `ssh-ed25519 ${'A'.repeat(68)}`;

test('takes a name, an address, and of the file of a key the key alone', () => {
  expect(
    checkVariables({
      machine: 'node1',
      hostname: 'node7.example.com',
      sshKeyText: `# mine\n${KEY} me@home && reboot\n`,
      ignitionUrl: 'https://other.example.com/a.ign?x=1&y=2',
    }),
  ).toEqual({
    machine: 'node1',
    hostname: 'node7.example.com',
    sshKey: KEY,
    ignitionUrl: 'https://other.example.com/a.ign?x=1&y=2',
  });
});

test.each([
  [{ hostname: 'node1 x=y' }, 'NODE_HOSTNAME is no name of a host'],
  [{ sshKeyText: '-----BEGIN OPENSSH PRIVATE KEY-----\nxyz\n' }, 'SSH_KEY_PATH names no file with'],
  [{ sshKeyText: `${KEY}\n${KEY}` }, 'SSH_KEY_PATH names no file with one'],
  [{ ignitionUrl: 'file:///etc/shadow' }, 'IGN_PATH is no address'],
  [{ ignitionUrl: 'http://x || shell' }, 'IGN_PATH is no address'],
  [{ ignitionUrl: 'http://x/${net0/mac}' }, 'IGN_PATH is no address'],
])('refuses %j', (variables, message) => {
  expect(() => checkVariables({ ...NONE, ...variables })).toThrow(message);
});
