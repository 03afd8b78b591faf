import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatures } from '../../../src/adapters/signatures.ts';
import { createVault } from '../../../src/adapters/vaults/create-vault.ts';
import { manifestText } from '../../../src/backup/manifest-text.ts';
import type { FileDigest } from '../../../src/model/backup-manifest.ts';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { buildArchive, clusterFiles } from '../../support/archives/build-archive.ts';
import { type GpgHome, hasGpg, makeGpgHome } from '../../support/archives/gpg-home.ts';
import { exampleManifest } from '../../support/backup-manifest.ts';
import { runProgram } from '../../support/cluster-tools.ts';
import { readBlocks } from '../../support/docs/read-blocks.ts';

const { signal } = new AbortController();
const NAME = 'k0s_backup_shop_20260301T120000Z';

let directory: string;
let us: GpgHome;
let signer: string;
let digests: Readonly<Record<'archive' | 'age' | 'gpg', FileDigest>>;

/** The commands of the page that hold a word. */
async function commandsWith(word: string): Promise<string> {
  const page = await readFile(join(import.meta.dirname, '../../../docs/backups.md'), 'utf8');
  const found = readBlocks(page).filter(
    ({ language, text }) => language === 'sh' && text.includes(word),
  );
  expect(found).toHaveLength(1);
  const text = found[0]?.text ?? '';
  return `name=${NAME}\n${text.replace(/^signer=.*$/m, `signer=${signer}`)}`;
}

const runPage = async (word: string) => {
  const env = { GNUPGHOME: us.env['GNUPGHOME'] ?? '' };
  const stdin = await commandsWith(word);
  return runProgram('sh', ['-eu', '-s'], { cwd: directory, stdin, env });
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'by-hand-'));
  us = await makeGpgHome('us@example');
  const path = (file: string) => join(directory, file);
  const identity = await generateX25519Identity();
  const keys = [await identityToRecipient(identity)];
  const archive = await buildArchive(clusterFiles());
  const key = generateKeyPairSync('ed25519').privateKey;
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  signer = signatures.publicKey(pem);
  await writeFile(path('identity.txt'), `${identity}\n`);
  await writeFile(path('plain'), archive);
  const age = createVault({ type: 'age', keys }, identity, process.env);
  const gpg = createVault({ type: 'gpg', fingerprints: [us.fingerprint] }, null, us.env);
  digests = {
    age: await age.encrypt(path('plain'), path(`${NAME}.tar.gz.age`), signal),
    gpg: await gpg.encrypt(path('plain'), path(`${NAME}.tar.gz.gpg`), signal),
    archive: await age.decrypt(path(`${NAME}.tar.gz.age`), null, signal),
  };
  const text = manifestText(exampleManifest({ name: NAME, archive: digests.archive }));
  await writeFile(path(`${NAME}.manifest.json`), text);
  await writeFile(path(`${NAME}.manifest.sig`), `${signatures.sign(text, pem)}\n`);
});

afterAll(async () => {
  await us.remove();
  await rm(directory, { recursive: true, force: true });
});

describe.skipIf(!hasGpg || findOnPath('openssl') === undefined)(
  'by the commands of the page',
  () => {
    test('openssl finds a signature good, and one of another text bad', async () => {
      expect(await runPage('openssl pkeyutl')).toMatchObject({
        exitCode: 0,
        stdout: 'Signature Verified Successfully\n',
      });

      const file = join(directory, `${NAME}.manifest.json`);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('shop', 'shut'));
      expect((await runPage('openssl pkeyutl')).exitCode).not.toBe(0);
      await writeFile(file, text);
    });

    test.each([['age' as const], ['gpg' as const]])(
      '%s opens an archive, which tar reads',
      async (program) => {
        if (findOnPath(program) === undefined) return;
        await rm(join(directory, 'archive.tar.gz'), { force: true });

        const opened = await runPage(`${program} --`);
        const seen = await runPage('tar -tzf');

        expect(opened.stdout).toContain(digests[program].sha256);
        expect(opened.exitCode, opened.stderr).toBe(0);
        expect(seen.stdout).toContain(digests.archive.sha256);
        expect(seen.stdout.split('\n')).toEqual(
          expect.arrayContaining(Object.keys(clusterFiles())),
        );
        expect(seen.exitCode, seen.stderr).toBe(0);
      },
    );
  },
);
