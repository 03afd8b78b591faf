import { expect, test } from 'vitest';
import { decodeDataUrl } from '../../../src/machine/decode-data-url.ts';
import { readableIgnition } from '../../../src/machine/readable-machine.ts';

test('files, units and users are named, and texts are as they are on the node', () => {
  const readable = readableIgnition({
    ignition: { version: '3.3.0' },
    passwd: { users: [{ name: 'core', sshAuthorizedKeys: ['ssh-ed25519 AAAA'] }] },
    storage: {
      files: [
        { path: '/etc/motd', mode: 420, contents: { source: 'data:,50%25%0A' } },
        {
          path: '/opt/x',
          mode: 493,
          contents: { source: 'https://x', verification: { hash: 'h' } },
        },
      ],
      links: [{ path: '/l', target: '/t', hard: false }],
      filesystems: [{ device: '/dev/sda1' }],
    },
    systemd: {
      units: [
        { name: 'a.service', enabled: true, contents: '[Service]\n' },
        { name: 'b.service', dropins: [{ name: 'x.conf', contents: '[Unit]\n' }] },
      ],
    },
  });
  expect(readable).toEqual({
    files: {
      '/etc/motd': { mode: '0644', text: '50%\n' },
      '/opt/x': { mode: '0755', contents: { source: 'https://x', verification: { hash: 'h' } } },
    },
    links: { '/l': { target: '/t', hard: false } },
    units: {
      'a.service': { enabled: true, contents: '[Service]\n' },
      'b.service': { dropins: { 'x.conf': '[Unit]\n' } },
    },
    users: { core: { sshAuthorizedKeys: ['ssh-ed25519 AAAA'] } },
    storage: { filesystems: [{ device: '/dev/sda1' }] },
    ignition: { version: '3.3.0' },
  });
});

test.each([
  ['data:,a%20b', 'a b'],
  ['data:text/plain;charset=utf-8,%C3%A9', 'é'],
  ['data:;base64,w6k=', 'é'],
  ['data:;base64,/w==', null],
  ['data:,%FF', null],
  ['data:,', ''],
  ['https://x', null],
])('%s holds %j', (url, text) => {
  expect(decodeDataUrl(url)).toBe(text);
});
