import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createVault } from '../../../src/adapters/vaults/create-vault.ts';
import type { Recipients } from '../../../src/model/backup-rules.ts';
import type { Vault } from '../../../src/ports/vault.ts';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { type GpgHome, hasGpg, makeGpgHome } from '../../support/archives/gpg-home.ts';
import { runProgram } from '../../support/cluster-tools.ts';
import { watchCommandLines } from '../../support/watch-command-lines.ts';

const { signal } = new AbortController();

/** Over more than one chunk of age, and random, as an archive is. */
const CONTENT = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)).buffer);
const LONG = Buffer.concat(Array.from({ length: 40 }, () => CONTENT));

let directory: string;
let plain: string;
let sealed: string;
let opened: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vaults-'));
  plain = join(directory, 'plain');
  sealed = join(directory, 'sealed');
  opened = join(directory, 'opened');
});

beforeEach(async () => {
  await rm(sealed, { force: true });
  await rm(opened, { force: true });
  await writeFile(plain, LONG);
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

const digestOf = async (file: string) => {
  const bytes = await readFile(file);
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return { sha256: Buffer.from(hash).toString('hex'), size: bytes.length };
};

/** What holds of every vault. */
function describeVault(kind: string, vaults: () => { ours: Vault; theirs: Vault }): void {
  describe(`a vault of ${kind}`, () => {
    test('gives back what it encrypted, and tells digests of both', async () => {
      const { ours } = vaults();

      const stored = await ours.encrypt(plain, sealed, signal);
      const plainText = await ours.decrypt(sealed, opened, signal);

      expect(stored).toEqual(await digestOf(sealed));
      expect(plainText).toEqual(await digestOf(plain));
      expect(LONG.equals(await readFile(opened))).toBe(true);
      expect((await readFile(sealed)).includes(CONTENT.subarray(0, 32))).toBe(false);
    });

    test('makes hardly more of what cannot be compressed, as base64 would', async () => {
      const { size } = await vaults().ours.encrypt(plain, sealed, signal);
      expect(size / LONG.length).toBeLessThan(1.01);
    });

    test('makes files that only their owner may read', async () => {
      const { ours } = vaults();
      await ours.encrypt(plain, sealed, signal);
      await ours.decrypt(sealed, opened, signal);

      expect((await stat(sealed)).mode & 0o777).toBe(0o600);
      expect((await stat(opened)).mode & 0o777).toBe(0o600);
    });

    test('tells the digest of a plaintext that it writes nowhere', async () => {
      const { ours } = vaults();
      await ours.encrypt(plain, sealed, signal);

      expect(await ours.decrypt(sealed, null, signal)).toEqual(await digestOf(plain));
    });

    test('replaces no file', async () => {
      const { ours } = vaults();
      await writeFile(sealed, 'precious');

      await expect(ours.encrypt(plain, sealed, signal)).rejects.toMatchObject({
        code: 'cannot-write',
      });
      expect(await readFile(sealed, 'utf8')).toBe('precious');
    });

    test('opens nothing for those that it is not encrypted to', async () => {
      const { ours, theirs } = vaults();
      await ours.encrypt(plain, sealed, signal);

      await expect(theirs.decrypt(sealed, opened, signal)).rejects.toMatchObject({
        code: 'backup-not-for-us',
      });
      expect(existsSync(opened)).toBe(false);
    });

    test.each([
      ['without its end', (bytes: Buffer) => bytes.subarray(0, -5)],
      ['cut off in its middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
      ['of no bytes', () => Buffer.alloc(0)],
      ['with a byte after its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
      ['with zeros after its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(999)])],
      ['with another one after its end', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
      ['with a bit turned over', (bytes: Buffer) => turned(bytes, bytes.length >> 1)],
      ['with a bit of its last byte turned over', (bytes: Buffer) => turned(bytes, -1)],
      ['that never was encrypted', () => Buffer.from('hello\n')],
    ])('refuses a file %s, and leaves nothing', async (_what, change) => {
      const { ours } = vaults();
      await ours.encrypt(plain, sealed, signal);
      await writeFile(sealed, change(await readFile(sealed)));

      const expected = {
        code: 'backup-damaged',
        message: expect.stringContaining('sealed') as string,
      };
      await expect(ours.decrypt(sealed, opened, signal)).rejects.toMatchObject(expected);
      await expect(ours.decrypt(sealed, null, signal)).rejects.toMatchObject(expected);
      expect(existsSync(opened)).toBe(false);
    });

    test('says that a file is not there, and leaves nothing', async () => {
      const { ours } = vaults();
      const missing = join(directory, 'missing');

      await expect(ours.encrypt(missing, sealed, signal)).rejects.toMatchObject({
        code: 'vault-failed',
      });
      await expect(ours.decrypt(missing, opened, signal)).rejects.toMatchObject({
        code: 'vault-failed',
      });
      expect(existsSync(sealed) || existsSync(opened)).toBe(false);
    });

    test('leaves nothing where it is stopped', async () => {
      const { ours } = vaults();
      const stop = new AbortController();
      const encrypting = ours.encrypt(plain, sealed, stop.signal);
      stop.abort(new Error('stopped'));

      await expect(encrypting).rejects.toThrow('stopped');
      expect(existsSync(sealed)).toBe(false);
    });
  });
}

function turned(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = offset < 0 ? copy.length + offset : offset;
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

const opener = join(import.meta.dirname, '../../support/archives/decrypt-on-small-disk.ts');

/** What is said where the disk is too small for what is opened. */
async function openOnSmallDisk(
  recipients: Recipients,
  identity: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<unknown> {
  const small = await mkdtemp(join(directory, 'small-'));
  const script = 'mount -t tmpfs -o size=1m tmpfs "$1" && shift && exec "$@"';
  const words = [process.execPath, opener, JSON.stringify(recipients), sealed];
  const args = ['--mount', 'sh', '-c', script, 'sh', small, ...words, join(small, 'opened')];
  const { stdout, stderr } = await runProgram('unshare', args, { env, stdin: identity });
  expect(stderr).toBe('');
  return JSON.parse(stdout.replaceAll(small, 'SMALL'));
}

const NO_ROOM = {
  code: 'disk-full',
  message: 'cannot write SMALL/opened: the disk of this machine is full there',
};

let identity: string;
let otherIdentity: string;
let recipients: readonly string[];

beforeAll(async () => {
  identity = await generateX25519Identity();
  otherIdentity = await generateX25519Identity();
  const friend = await identityToRecipient(await generateX25519Identity());
  recipients = [await identityToRecipient(identity), friend];
});

const ageVault = (text: string | null, keys = recipients) =>
  createVault({ type: 'age', keys }, text, process.env);

describeVault('age', () => ({ ours: ageVault(identity), theirs: ageVault(otherIdentity) }));

test.skipIf(process.getuid?.() !== 0)(
  'a full disk is no damage to what age is to open',
  async () => {
    await ageVault(null).encrypt(plain, sealed, signal);

    expect(await openOnSmallDisk({ type: 'age', keys: [] }, identity)).toEqual(NO_ROOM);
  },
);

describe('identities of age', () => {
  test('may be several, between comments and empty lines', async () => {
    await ageVault(null).encrypt(plain, sealed, signal);
    const text = `# created: 2026-03-01\n\n${otherIdentity}\r\n  ${identity}\n`;

    expect(await ageVault(text).decrypt(sealed, null, signal)).toEqual(await digestOf(plain));
  });

  test.each([
    ['none', null],
    ['only comments', '# AGE-SECRET-KEY-1\n'],
    ['one that is damaged', 'AGE-SECRET-KEY-1SECRETSECRET'],
    ['something else', 'hunter2'],
  ])('that are %s are a failure that shows nothing of them', async (_what, text) => {
    await ageVault(null).encrypt(plain, sealed, signal);

    const failure: unknown = await ageVault(text)
      .decrypt(sealed, opened, signal)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'identity-unfit' });
    expect(JSON.stringify([String(failure), failure])).not.toMatch(/SECRETSECRET|hunter2/);
  });

  test.each([['age1nobody'], ['ssh-ed25519 AAAA']])(
    'are not encrypted to by %s, which is no public key',
    async (key) => {
      await expect(ageVault(null, [key]).encrypt(plain, sealed, signal)).rejects.toMatchObject({
        code: 'recipient-unfit',
      });
      expect(existsSync(sealed)).toBe(false);
    },
  );

  test('nothing is encrypted to nobody', async () => {
    await expect(ageVault(null, []).encrypt(plain, sealed, signal)).rejects.toMatchObject({
      code: 'recipient-unfit',
    });
  });

  test.skipIf(findOnPath('age') === undefined)('open by age itself, too', async () => {
    await ageVault(null).encrypt(plain, sealed, signal);
    const file = join(directory, 'identity');
    await writeFile(file, `${identity}\n`);

    const args = ['--decrypt', '--identity', file, '--output', opened, sealed];
    expect(await runProgram('age', args)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(LONG.equals(await readFile(opened))).toBe(true);
  });
});

describe.skipIf(!hasGpg)('with gpg', () => {
  let us: GpgHome;
  let others: GpgHome;

  beforeAll(async () => {
    [us, others] = await Promise.all([makeGpgHome('us@example'), makeGpgHome('they@example')]);
  });

  afterAll(async () => {
    await us.remove();
    await others.remove();
  });

  const gpgVault = (home: GpgHome, fingerprints = [us.fingerprint]) =>
    createVault({ type: 'gpg', fingerprints }, null, home.env);

  describeVault('gpg', () => ({ ours: gpgVault(us), theirs: gpgVault(others) }));

  test('every recipient opens a file by itself', async () => {
    await us.gpg(['--import'], { stdin: await others.gpg(['--export', '--armor']) });
    const both = [us.fingerprint, others.fingerprint];

    await gpgVault(us, both).encrypt(plain, sealed, signal);

    for (const home of [us, others])
      expect(await gpgVault(home).decrypt(sealed, null, signal)).toEqual(await digestOf(plain));
  });

  test.skipIf(process.getuid?.() !== 0)(
    'a full disk is no damage to what gpg is to open',
    async () => {
      await gpgVault(us).encrypt(plain, sealed, signal);

      expect(await openOnSmallDisk({ type: 'gpg', fingerprints: [] }, '', us.env)).toEqual(NO_ROOM);
    },
  );

  test('the options of its user add nobody', async () => {
    const name = join(us.env['GNUPGHOME'] ?? '', 'gpg.conf');
    await writeFile(name, `encrypt-to ${others.fingerprint}\n`);
    try {
      await gpgVault(us).encrypt(plain, sealed, signal);
    } finally {
      await rm(name);
    }
    await expect(gpgVault(others).decrypt(sealed, null, signal)).rejects.toMatchObject({
      code: 'backup-not-for-us',
    });
  });

  test('a key that it does not have is a failure that names it', async () => {
    const unknown = 'F'.repeat(40);

    await expect(gpgVault(us, [unknown]).encrypt(plain, sealed, signal)).rejects.toMatchObject({
      code: 'recipient-unfit',
      message: expect.stringContaining(unknown) as string,
    });
    expect(existsSync(sealed)).toBe(false);
  });

  test.each([['us@example'], ['0123456789ABCDEF'], ['']])(
    'a key is never named by less than its fingerprint, as %j',
    async (name) => {
      await expect(gpgVault(us, [name]).encrypt(plain, sealed, signal)).rejects.toMatchObject({
        code: 'recipient-unfit',
      });
    },
  );

  test('a text that is only signed is no backup', async () => {
    await us.gpg(['--sign', '--output', sealed, plain]);

    await expect(gpgVault(us).decrypt(sealed, opened, signal)).rejects.toMatchObject({
      code: 'backup-damaged',
    });
    expect(existsSync(opened)).toBe(false);
  });

  test('a missing gpg is a failure that says how to get it', async () => {
    const vault = createVault({ type: 'gpg', fingerprints: [us.fingerprint] }, null, {
      PATH: directory,
    });

    await expect(vault.encrypt(plain, sealed, signal)).rejects.toMatchObject({
      code: 'gpg-missing',
    });
  });

  test('no command line holds what is encrypted', async () => {
    await writeFile(plain, 'a very secret text');
    const watch = watchCommandLines();

    await gpgVault(us).encrypt(plain, sealed, signal);
    await gpgVault(us).decrypt(sealed, opened, signal);

    expect((await watch.stop()).filter((line) => line.includes('secret text'))).toEqual([]);
  });
});
