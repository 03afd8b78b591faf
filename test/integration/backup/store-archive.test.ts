import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { signatures } from '../../../src/adapters/signatures.ts';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import { createVault } from '../../../src/adapters/vaults/create-vault.ts';
import { createWorkspaces } from '../../../src/adapters/workspaces.ts';
import type { BackupStore } from '../../../src/ports/backup-store.ts';
import type { BackupSession } from '../../../src/workflows/cluster/backup/backup-session.ts';
import { storeArchive } from '../../../src/workflows/cluster/backup/store-archive.ts';
import { exampleManifest } from '../../support/backup-manifest.ts';

const { signal } = new AbortController();

let dir = '';
let store: BackupStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubernixos-store-archive-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  store = createStore({ type: 'directory', path: join(dir, 'store') }, process.env);
  await store.create(signal);
});

/** A store that keeps what it gets, and gives back a file of this end with one bit turned over. */
function forgetful(end: string): BackupStore {
  return {
    ...store,
    async fetch(backup, file, target, stop) {
      await store.fetch(backup, file, target, stop);
      if (!file.endsWith(end)) return;
      const bytes = await readFile(target);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await writeFile(target, bytes);
    },
  };
}

/** Stores an archive, and gives the manifest that vouches for it. */
async function storeIn(place: BackupStore) {
  const identity = await generateX25519Identity();
  const recipients = { type: 'age', keys: [await identityToRecipient(identity)] } as const;
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const workspace = await createWorkspaces(process.env).open();
  const path = workspace.path('archive');
  await writeFile(path, 'an archive');
  const facts = exampleManifest({ archive: await workspace.digest(path, signal) });
  const session = {
    rules: {
      recipients,
      signers: [signatures.publicKey(key.toString())],
      signingKey: { type: 'file', path: 'key' },
    },
    ports: { signatures, secrets: { read: () => Promise.resolve(key.toString()) } },
    ...{ store: place, workspace, signal },
  } as unknown as BackupSession;
  const vault = createVault(recipients, identity, process.env);
  return storeArchive(session, { path, facts, vault }).finally(() => workspace.close());
}

const filesOf = async () => (await store.list(signal)).flatMap(({ files }) => files);

test('an archive is stored with a manifest that is signed', async () => {
  const { name } = await storeIn(store);

  expect((await filesOf()).map((file) => file.name)).toEqual([
    `${name}.manifest.json`,
    `${name}.manifest.sig`,
    `${name}.tar.gz.age`,
  ]);
});

test('an archive that comes back as something else counts as no backup', async () => {
  await expect(storeIn(forgetful('.tar.gz.age'))).rejects.toMatchObject({
    code: 'backup-damaged',
    message: expect.stringMatching(
      /^the backup k0s_backup_shop_20260301T120000Z is damaged: its encrypted archive is not what was stored: /,
    ) as string,
  });
  // What has no manifest does not count.
  expect(await filesOf()).toMatchObject([{ name: 'k0s_backup_shop_20260301T120000Z.tar.gz.age' }]);
});

test.each(['.manifest.json', '.manifest.sig'])(
  'a %s that comes back as something else is a failure',
  async (end) => {
    await expect(storeIn(forgetful(end))).rejects.toMatchObject({
      message: expect.stringMatching(
        /gave back something else than was stored for k0s_backup_shop_20260301T120000Z$|is no text/,
      ) as string,
    });
  },
);
