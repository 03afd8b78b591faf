import { expect, test } from 'vitest';
import {
  printGitConfig,
  readTransportConfig,
} from '../../../../src/adapters/stores/git/transport-config.ts';

test('of the settings of a user, those stay that say how servers are reached', () => {
  const listed = [
    'user.name\nsomebody',
    'core.hookspath\n/hooks',
    'core.sshcommand\nssh -i key',
    'credential.helper\n',
    'credential.https://example.com.helper\n!f() { echo "password=$TOKEN"; }; f',
    'http.sslverify',
    'alias.push\n!rm -rf /',
    'gpg.program\n/usr/bin/gpg2',
    'gpg.format\nssh',
    '',
  ];
  expect(readTransportConfig(listed.join('\0'))).toEqual([
    ['core.sshcommand', 'ssh -i key'],
    ['credential.helper', ''],
    ['credential.https://example.com.helper', '!f() { echo "password=$TOKEN"; }; f'],
    ['http.sslverify', null],
    ['gpg.program', '/usr/bin/gpg2'],
  ]);
});

test('settings are printed so that git reads the same', () => {
  expect(
    printGitConfig([
      ['credential.https://a"b\\c.d.helper', '!echo "a\\b"\n\t#;'],
      ['http.sslverify', null],
    ]),
  ).toBe(
    '[credential "https://a\\"b\\\\c.d"]\n\thelper = "!echo \\"a\\\\b\\"\\n\\t#;"\n[http]\n\tsslverify\n',
  );
});
