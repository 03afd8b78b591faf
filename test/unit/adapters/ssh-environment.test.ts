import { expect, test } from 'vitest';
import { sshEnvironment } from '../../../src/adapters/ssh-environment.ts';

test('ssh gets what it needs to find keys and to speak, and nothing else', () => {
  const kept = { PATH: '/bin', HOME: '/h', SSH_AUTH_SOCK: '/s', LC_ALL: 'C', TERM: 'xterm' };
  const others = { TOKEN: 'secret', DISPLAY: ':0', SSH_ASKPASS: '/x', LD_PRELOAD: '/y' };
  expect(sshEnvironment({ ...kept, ...others, SHELL: '/bin/fish' })).toEqual({
    ...kept,
    SHELL: '/bin/sh',
  });
});

test('a home directory is known also where HOME is not set', () => {
  expect(sshEnvironment({})['HOME']).toMatch(/^\//);
});
