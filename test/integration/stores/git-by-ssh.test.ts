import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKeyMaker } from '../../../src/adapters/key-maker.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { type GpgKeys, makeGpgKeys } from '../../support/stores/gpg-keys.ts';
import { hasSshServer, type SshServer, startSshServer } from '../../support/stores/ssh-server.ts';

const OTHER_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq';

/*
 * As a task of a pipeline does it: a home without keys and known hosts, and secrets in variables alone.
 */
describe.skipIf(!hasSshServer)('a store in a git repository by SSH', () => {
  let dir = '';
  let server: SshServer;
  let keys: GpgKeys;
  beforeAll(async () => {
    dir = await mkdtemp('/tmp/kubernixos-git-by-ssh-');
    server = await startSshServer(dir);
    keys = await makeGpgKeys();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await keys.remove();
    await rm(dir, { recursive: true });
  });

  let place = '';
  let count = 0;
  beforeEach(async () => {
    place = join(dir, `backups-${String(count++)}.git`);
    await execa('git', ['init', '--quiet', '--bare', place]);
  });

  /** Makes the store, by a hostgroup that says more about it. */
  async function init(hostKey: string, env: Record<string, string>, more = '') {
    const home = join(dir, `home-${String(count++)}`);
    await mkdir(home);
    const maker = createKeyMaker(process.env);
    const backupKeys = {
      BACKUP_SIGNING_KEY: maker.newSigningKey(),
      BACKUP_IDENTITY: await maker.newIdentity(),
    };
    const uri = `ssh://root@127.0.0.1:${String(server.port)}${place}`;
    await writeFile(join(home, 'prod.nix'), hostgroup(uri, hostKey, more));
    return runProgram(process.execPath, [builtTool, join(home, 'prod.nix'), 'cluster', 'init'], {
      env: {
        HOME: home,
        NIX_PATH: 'x=/x',
        SSH_AUTH_SOCK: undefined,
        GNUPGHOME: undefined,
        ...backupKeys,
        ...env,
      },
    });
  }

  const commits = async () => {
    const args = ['-C', place, 'log', '--format=%an %G?', 'backups'];
    const { stdout } = await execa('git', args, { env: { GNUPGHOME: keys.home }, reject: false });
    return stdout;
  };

  test('is made by the key of K0SCTL_SSH_KEY on the server with the declared key', async () => {
    const { exitCode, stderr } = await init(server.hostKey, { K0SCTL_SSH_KEY: server.userKey });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await commits()).toBe('kubernixos N');
  });

  test('is signed by the key of K0SCTL_GPG_KEY', async () => {
    const fingerprint = await keys.make('shop');
    const args = [
      '--homedir',
      keys.home,
      '--batch',
      '--armor',
      '--export-secret-keys',
      fingerprint,
    ];
    const { stdout: gpgKey } = await execa('gpg', args);
    const env = { K0SCTL_SSH_KEY: server.userKey, K0SCTL_GPG_KEY: gpgKey };
    const { exitCode, stderr } = await init(server.hostKey, env, `signingKey = "${fingerprint}";`);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await commits()).toMatch(/^kubernixos [GU]$/);
  });

  test('is not made on a server that proves itself by another key', async () => {
    const { exitCode, stderr } = await init(OTHER_KEY, { K0SCTL_SSH_KEY: server.userKey });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/host key verification failed/i);
    expect(await commits()).toBe('');
  });

  test('is not made without a key', async () => {
    const { exitCode, stderr } = await init(server.hostKey, {});
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/permission denied/i);
  });
});

const hostgroup = (uri: string, hostKey: string, more: string) => `{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.a = { role = "controller"; address = "10.0.0.1"; ssh = { }; };
        backup = {
          store.git = { uri = "${uri}"; hostKey = "${hostKey}"; ${more} };
          signingKeyVariable = "BACKUP_SIGNING_KEY";
          identityVariable = "BACKUP_IDENTITY";
        };
      };
    }
  ];
}`;
