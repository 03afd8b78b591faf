import { expect, test } from 'vitest';
import { resticEnvironment } from '../../../../src/adapters/stores/restic/restic-environment.ts';

test('restic knows how to reach its repository, and nothing that is not named', () => {
  const env = {
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    SIGNING_KEY: 'secret',
    RESTIC_COMPRESSION: 'max',
    RESTIC_REPOSITORY: '/elsewhere',
  };
  const own = { repository: 's3:https://s3/backups', passwordFile: '/tmp/x/password' };
  expect(resticEnvironment(env, ['AWS_ACCESS_KEY_ID'], own)).toEqual({
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy',
    AWS_ACCESS_KEY_ID: 'id',
    LC_ALL: 'C',
    RESTIC_REPOSITORY: 's3:https://s3/backups',
    RESTIC_PASSWORD_FILE: '/tmp/x/password',
  });
});
