import { expect, test } from 'vitest';
import { k0sctlEnvironment } from '../../../src/adapters/k0sctl-environment.ts';

test('k0sctl gets what it needs, and nothing that changes what it does', () => {
  const env = {
    ...{ PATH: '/bin', LC_ALL: 'C', SSH_AUTH_SOCK: '/agent', https_proxy: 'http://p' },
    ...{ DRY_RUN: 'true', DEBUG: 'banana', TRACE: '1', KUBECONFIG: '/k', SECRET: 's', HOME: '/me' },
    SSH_KNOWN_HOSTS: '/theirs',
  };
  expect(k0sctlEnvironment(env, { HOME: '/run', XDG_CACHE_HOME: '/cache' })).toEqual({
    ...{ PATH: '/bin', LC_ALL: 'C', SSH_AUTH_SOCK: '/agent', https_proxy: 'http://p' },
    ...{ HOME: '/run', XDG_CACHE_HOME: '/cache' },
  });
});
