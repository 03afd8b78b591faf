import { expect, test } from 'vitest';
import { checkKubeconfig } from '../../../src/cluster/check-kubeconfig.ts';

const config = (server: string) =>
  `apiVersion: v1\nkind: Config\nclusters:\n- name: a\n  cluster: { server: "${server}" }\n`;

test('a kubeconfig for our server is right, and any is where we have none', () => {
  expect(checkKubeconfig(config('https://a:6443'), 'https://a:6443')).toBeNull();
  expect(checkKubeconfig(config('https://b:6443'), null)).toBeNull();
});

test('one for another server is not', () => {
  expect(checkKubeconfig(config('https://b:6443'), 'https://a:6443')).toContain('https://b:6443');
});

test.each(['', 'level=fatal msg="no"', 'kind: Config', '- a', 'kind: Config\nclusters: []', '{'])(
  'an error in place of one is none: %j',
  (text) => {
    expect(checkKubeconfig(text, 'https://a:6443')).toBe('what k0sctl printed is no kubeconfig');
  },
);

test.each([
  ['users: [ { name: a, user: { exec: { command: sh } } } ]', 'exec'],
  ['users: [ { name: a, user: { tokenFile: /etc/passwd } } ]', 'tokenFile'],
  ['users: [ { name: a, user: { auth-provider: { } } } ]', 'auth-provider'],
])('a host cannot have programs run here, or files read: %s', (users, field) => {
  expect(checkKubeconfig(config('https://a:6443') + users, 'https://a:6443')).toContain(
    `has the field ${field}`,
  );
});

test.each(['insecure-skip-tls-verify', 'proxy-url', 'tls-server-name'])(
  'a host cannot have %s',
  (field) => {
    const odd = config('https://a:6443').replace('server:', `${field}: x, server:`);
    expect(checkKubeconfig(odd, 'https://a:6443')).toContain(field);
  },
);
