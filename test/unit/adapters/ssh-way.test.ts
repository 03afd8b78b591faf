import { expect, test } from 'vitest';
import { readWay } from '../../../src/adapters/ssh-way.ts';

test.each([
  ['hostname 10.0.0.1\nport 2222\nproxycommand none\n', 'direct'],
  ['hostname 10.0.0.1\nport 2222\n', 'direct'],
  ['hostname 10.0.0.1\nport 2222\nproxyjump gate\n', 'proxy'],
  ['hostname 10.0.0.1\nport 2222\nproxycommand nc -x proxy %h %p\n', 'proxy'],
])('%j is a way by %s', (text, type) => {
  expect(readWay(text, 'alias')).toEqual({ type, address: '10.0.0.1', port: 2222 });
});
