import { constants } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARCHITECTURES } from '../../../image/architectures.ts';
import { machineOf } from '../../../image/check-machine.ts';
import { runWithin, unpackLayers } from '../../support/image/container.ts';
import { readArchive } from '../../support/image/read-archive.ts';

/*
 * Builds the image and runs what is in it. It takes minutes, and programs of many megabytes from Debian and
 * npm: only where the variable KUBERNIXOS_TEST_IMAGE lists the architectures, as in `amd64,arm64`.
 */
const asked = (process.env['KUBERNIXOS_TEST_IMAGE'] ?? '').split(',');
const main = resolve(import.meta.dirname, '../../../image/main.ts');
const minutes = 60_000;

const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/** What each program says where it works. */
const PROGRAMS: readonly (readonly [words: readonly string[], says: RegExp])[] = [
  [['kubernixos', '--version'], /^\d+\.\d+\.\d+$/],
  [['kubernixos-entry'], /^\d+\.\d+\.\d+$/],
  [['k0sctl-handler.sh', '--version'], /^\d+\.\d+\.\d+$/],
  [['node', '--version'], /^v24\./],
  [['nix', '--version'], /^nix \(Nix\) 2\./m],
  [['kubectl', 'version', '--client'], /^Client Version: v1\./m],
  [['git', '--version'], /^git version 2\./],
  [['gpg', '--version'], /^gpg \(GnuPG\) 2\./],
  [['ssh', '-V'], /^OpenSSH_/],
  [['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', '/tmp/key'], /^$/],
  [['openssl', 'version'], /^OpenSSL 3\./],
  [['mtr', '--version'], /^mtr 0\./],
  [['age', '--version'], /^v?1\./],
  [['age-keygen'], /AGE-SECRET-KEY-/],
  [['restic', 'version'], /^restic 0\./],
  [['curl', '--version'], /^curl 8\./],
  [['openssl', 'verify', '-CAfile', AUTHORITIES, AUTHORITIES], /: OK$/m],
  [['bash', '-c', 'echo shop | awk "{print \\$1}" | sed s/o/0/ | grep sh0p'], /^sh0p$/],
];

/** Programs of the image, to be looked at where they cannot be run. */
const FILES = ['age', 'curl', 'git', 'gpg', 'mtr', 'nix', 'openssl', 'restic', 'ssh'].map(
  (name) => `usr/bin/${name}`,
);
const OWN_FILES = ['node', 'kubectl'].map((name) => `usr/local/bin/${name}`);

describe.each(ARCHITECTURES.filter(({ name }) => asked.includes(name)))(
  'the image for $name',
  (architecture) => {
    const runs = architecture.npm === process.arch && process.getuid?.() === 0;
    let dir = '';
    let digest = '';
    const root = () => join(dir, 'root');
    const build = (out: string) =>
      execa(process.execPath, [main, '--arch', architecture.name, '--out', out]);

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'kubernixos-image-test-'));
      const { stdout } = await build(join(dir, 'image.tar'));
      [digest = ''] = stdout.split(' ');
      const archive = await readArchive(join(dir, 'image.tar'), join(dir, 'layout'));
      expect(archive.digest).toBe(digest);
      await unpackLayers(archive, root());
      await writeFile(join(root(), 'root/prod.nix'), HOSTGROUP);
    }, 40 * minutes);
    afterAll(() => rm(dir, { recursive: true }));

    test.each([...FILES, ...OWN_FILES])('%s is a program for it', async (file) => {
      await access(join(root(), file), constants.X_OK);
      expect(await machineOf(join(root(), file))).toBe(architecture.machine);
    });

    test('is the same when it is built again', { timeout: 10 * minutes }, async () => {
      const { stdout } = await build(join(dir, 'again.tar'));
      expect(stdout.split(' ')[0]).toBe(digest);
    });

    test.skipIf(!runs).each(PROGRAMS)('runs %j', async (words, says) => {
      const { exitCode, said } = await runWithin(root(), words);
      expect({ exitCode, said }).toEqual({
        exitCode: 0,
        said: expect.stringMatching(says) as unknown,
      });
    });

    test.skipIf(!runs)('evaluates a hostgroup with its own Nix', async () => {
      const { exitCode, said } = await runWithin(root(), ['kubernixos', '/root/prod.nix', 'dump']);
      expect({ exitCode, said }).toMatchObject({ exitCode: 0 });
      expect(said).toContain('"greeting"');
    });

    test.skipIf(!runs)('says so where K0SCTL_CMD_NAME is no verb', async () => {
      const words = ['env', 'K0SCTL_CMD_NAME=reset', 'kubernixos-entry'];
      expect(await runWithin(root(), words)).toMatchObject({ exitCode: 1 });
    });
  },
);

test.skipIf(asked.some((name) => ARCHITECTURES.some((known) => known.name === name)))(
  'the image is not built here: KUBERNIXOS_TEST_IMAGE=amd64,arm64 asks for it',
  (context) => {
    context.skip('KUBERNIXOS_TEST_IMAGE names no architecture');
  },
);

const HOSTGROUP = `{
  network.modules = [
    {
      kubernixos.manifests.greeting = {
        apiVersion = "v1";
        kind = "ConfigMap";
        metadata.name = "greeting";
      };
    }
  ];
}`;
