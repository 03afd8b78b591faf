import { expect, test } from 'vitest';
import { gitEnvironment } from '../../../../src/adapters/stores/git/git-environment.ts';

test('git knows how servers are reached, and nothing of the user’s work', () => {
  const env = {
    HOME: '/home/x',
    SSH_AUTH_SOCK: '/agent',
    TOKEN: 'for a credential helper',
    GIT_SSL_CAINFO: '/ca.pem',
    GIT_WORK_TREE: '/home/x/project',
    GIT_AUTHOR_NAME: 'somebody',
    GIT_CONFIG_COUNT: '1',
    GIT_ASKPASS: '/bin/ask',
    SSH_ASKPASS: '/bin/ask',
  };
  expect(gitEnvironment(env, '/work', null)).toEqual({
    HOME: '/home/x',
    SSH_AUTH_SOCK: '/agent',
    TOKEN: 'for a credential helper',
    GIT_SSL_CAINFO: '/ca.pem',
    LC_ALL: 'C',
    GIT_DIR: '/work/repository',
    GIT_INDEX_FILE: '/work/index',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/work/config',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'ssh:https:file',
    GIT_SSH_COMMAND:
      'ssh -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=15 -oServerAliveCountMax=4',
  });
});

test.each([
  ['ssh -i key', 'ssh -i key -oBatchMode=yes '],
  ['/usr/bin/ssh', '/usr/bin/ssh -oBatchMode=yes '],
  ['plink -batch', 'plink -batch'],
])('%s asks nobody where it is OpenSSH', (command, expected) => {
  const { GIT_SSH_COMMAND } = gitEnvironment({ GIT_SSH_COMMAND: command }, '/work', null);
  expect(GIT_SSH_COMMAND).toMatch(new RegExp(`^${expected}`));
});
