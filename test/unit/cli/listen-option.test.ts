import { expect, test } from 'vitest';
import { listenOption } from '../../../src/cli/commands/machine/listen-option.ts';

test('who names no address serves this machine alone', () => {
  expect(listenOption(null)).toEqual({ host: '127.0.0.1', port: 8080 });
});

test.each([
  ['10.0.0.1:80', { host: '10.0.0.1', port: 80 }],
  ['[::1]:8080', { host: '::1', port: 8080 }],
  ['boot.internal:0', { host: 'boot.internal', port: 0 }],
])('an address is a host and a port: %s', (text, address) => {
  expect(listenOption(text)).toEqual(address);
});
