import { expect, test } from 'vitest';
import {
  explainArguments,
  forwardArguments,
  sshArguments,
  type SshTransport,
} from '../../../src/adapters/ssh-arguments.ts';

const declared = {
  knownHostsFile: '/tmp/a b/known_hosts',
  isDeclared: true,
  connectSeconds: 5,
  home: '/home/me',
};
const undeclared = { ...declared, isDeclared: false };

const endpoint = { address: 'fd77::11', user: 'ops', port: 2222, keyPath: null, options: {} };
const direct: SshTransport = { type: 'ssh', ...endpoint, bastion: null };
const configured: SshTransport = {
  type: 'openSSH',
  address: 'alias',
  user: null,
  port: null,
  keyPath: null,
  configPath: null,
  options: {},
};

/** The values of an option, in the order in which ssh sees them. */
function valuesOf(args: readonly string[], name: string): readonly string[] {
  return args.filter((arg) => arg.startsWith(`${name}=`)).map((arg) => arg.slice(name.length + 1));
}

test('a host is reached by what is declared, and not by the configuration of the user', () => {
  const args = sshArguments(direct, declared, 'sh');
  expect(args.slice(0, 2)).toEqual(['-F', 'none']);
  expect(args.join(' ')).toContain('-l ops -p 2222');
  expect(args.slice(-3)).toEqual(['--', 'fd77::11', 'sh']);
  expect(valuesOf(args, 'BatchMode')).toEqual(['yes']);
  expect(valuesOf(args, 'ConnectTimeout')).toEqual(['5']);
});

test('nothing is trusted beside the declared host keys', () => {
  const options = { StrictHostKeyChecking: 'no', UserKnownHostsFile: '/dev/null' };
  const args = sshArguments({ ...direct, options }, declared, 'sh');
  expect(valuesOf(args, 'StrictHostKeyChecking')[0]).toBe('yes');
  expect(valuesOf(args, 'UserKnownHostsFile')[0]).toBe('"/tmp/a b/known_hosts"');
  expect(valuesOf(args, 'GlobalKnownHostsFile')).toEqual(['/dev/null']);
});

test('without declared host keys, new ones are noted in no file of the user', () => {
  const args = sshArguments(direct, undeclared, 'sh');
  expect(valuesOf(args, 'StrictHostKeyChecking')).toEqual(['accept-new']);
  expect(valuesOf(args, 'UserKnownHostsFile')).toEqual([
    '"/tmp/a b/known_hosts" "/home/me/.ssh/known_hosts" "/home/me/.ssh/known_hosts2"',
  ]);
});

test('without declared host keys, the options of a host may be stricter', () => {
  const options = { StrictHostKeyChecking: 'yes' };
  const args = sshArguments({ ...direct, options }, undeclared, 'sh');
  expect(valuesOf(args, 'StrictHostKeyChecking')[0]).toBe('yes');
});

test('a key below ~ is that of HOME, and the only one', () => {
  const args = sshArguments({ ...direct, keyPath: '~/keys/100%' }, declared, 'sh');
  expect(args[args.indexOf('-i') + 1]).toBe('/home/me/keys/100%%');
  expect(valuesOf(args, 'IdentitiesOnly')).toEqual(['yes']);
});

test('a bastion has a key and a user of its own, and the same known hosts', () => {
  const bastion = { ...endpoint, address: 'gate', user: 'jump', port: 22, keyPath: "/k'ey" };
  const [proxy = ''] = valuesOf(
    sshArguments({ ...direct, bastion }, declared, 'sh'),
    'ProxyCommand',
  );
  expect(proxy).toContain('ssh -F none');
  expect(proxy).toContain(`-l jump -p 22 -i '/k'\\''ey'`);
  expect(proxy).toContain(`'UserKnownHostsFile="/tmp/a b/known_hosts"'`);
  expect(proxy).toMatch(/-W '\[fd77::11\]:2222' -- gate$/);
});

test('a port behind a bastion is asked for there', () => {
  const args = forwardArguments(endpoint, { address: '10.0.0.5', port: 6443 }, declared);
  expect(args.slice(-4)).toEqual(['-W', '[10.0.0.5]:6443', '--', 'fd77::11']);
});

test('a host of openSSH is reached by the configuration, and what is declared beside it', () => {
  expect(sshArguments(configured, undeclared, 'sh')).not.toContain('-F');
  const more = { configPath: '~/config', user: 'me', port: 1, options: { Compression: 'yes' } };
  const args = sshArguments({ ...configured, ...more }, undeclared, 'sh').join(' ');
  expect(args).toContain('-F /home/me/config');
  expect(args).toContain('-l me -p 1 -o Compression=yes');
  expect(args).not.toContain('StrictHostKeyChecking');
  expect(explainArguments(configured, declared)[0]).toBe('-G');
});
