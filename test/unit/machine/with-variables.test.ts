import { expect, test } from 'vitest';
import { type ImageVariables, withVariables } from '../../../src/machine/with-variables.ts';
import { type Machine, MOST_KERNEL_BYTES } from '../../../src/model/machine.ts';
import { machineOf } from '../../support/machines/machine-builder.ts';

const NONE: ImageVariables = { hostname: null, sshKey: null, ignitionUrl: null };
const KEY = `ssh-ed25519 ${'A'.repeat(68)}`;

test('without variables a machine is as described', () => {
  const machine = machineOf();
  expect(withVariables(machine, NONE)).toBe(machine);
});

test('name, key and place of the configuration reach the kernel', () => {
  const { kernelCommandLine, ipxeScript } = withVariables(machineOf(), {
    hostname: 'node7.example.com',
    sshKey: `# mine\n${KEY} me@home && reboot\n`,
    ignitionUrl: 'https://other.example.com/a.ign?x=1&y=2',
  });
  expect(kernelCommandLine).toBe(
    `flatcar.first_boot=1 ignition.config.url=https://other.example.com/a.ign?x=1&y=2 systemd.hostname=node7.example.com sshkey="${KEY}"`,
  );
  expect(ipxeScript).toContain(`initrd=initrd.magic ${kernelCommandLine} || goto failed\n`);
});

test.each([
  [{ hostname: 'node1 x=y' }, 'NODE_HOSTNAME is no name of a host'],
  [{ sshKey: '-----BEGIN OPENSSH PRIVATE KEY-----\nxyz\n' }, 'SSH_KEY_PATH names no file with one'],
  [{ sshKey: `${KEY}\n${KEY}` }, 'SSH_KEY_PATH names no file with one'],
  [{ ignitionUrl: 'file:///etc/shadow' }, 'IGN_PATH is no address'],
  [{ ignitionUrl: 'http://x || shell' }, 'IGN_PATH is no address'],
  [{ sshKey: `ssh-rsa ${'A'.repeat(2048)}` }, 'more than 2020 bytes'],
])('refuses %j', (variables, message) => {
  expect(() => withVariables(machineOf(), { ...NONE, ...variables })).toThrow(message);
});

test('a configuration that is pinned is not replaced', () => {
  const machine = machineOf({ boot: { ...machineOf().boot, ignition: { type: 'embedded' } } });
  expect(() => withVariables(machine, { ...NONE, ignitionUrl: 'https://x' })).toThrow(
    'would replace a configuration that is embedded',
  );
});

test('what the kernel would cut off is refused, and what it takes is not', () => {
  const room = MOST_KERNEL_BYTES - `${machineOf().kernelCommandLine} sshkey="ssh-rsa "`.length;
  const withKey = (bytes: number): Machine =>
    withVariables(machineOf(), { ...NONE, sshKey: `ssh-rsa ${'A'.repeat(bytes)}` });

  expect(withKey(room).kernelCommandLine).toHaveLength(MOST_KERNEL_BYTES);
  expect(() => withKey(room + 1)).toThrow('more than 2020 bytes');
});
