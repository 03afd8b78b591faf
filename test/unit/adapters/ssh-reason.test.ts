import { expect, test } from 'vitest';
import { sshReason } from '../../../src/adapters/ssh-reason.ts';

test.each([
  [
    'ssh: connect to host a port 22: No route to host\r\n',
    'connect to host a port 22: No route to host',
  ],
  ['root@a: Permission denied (publickey).\n', 'root@a: Permission denied (publickey).'],
  [
    'channel 0: open failed: connect failed: No route to host\nstdio forwarding failed\n' +
      'kex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535\n',
    'channel 0: open failed: connect failed: No route to host',
  ],
  ['', 'ssh ended without a word'],
  ['kex_exchange_identification: read: x\n', 'kex_exchange_identification: read: x'],
  ['\u001b[2J\u001b[31mhello\u0007\tworld\n', '\\u001b[2J\\u001b[31mhello\\u0007 world'],
])('%j is told as %j', (stderr, reason) => {
  expect(sshReason(stderr)).toBe(reason);
});

test('a host key that is not the known one comes with what to do', () => {
  const stderr =
    '@@@@\nWARNING: IT IS POSSIBLE\nHost key verification failed.\nConnection closed\n';
  expect(sshReason(stderr)).toContain('declare its new key as hostKey');
});

test('a long reason is shortened', () => {
  expect(sshReason('x'.repeat(100_000)).length).toBeLessThan(400);
});
