import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { createConcourseBackups } from '../../../src/adapters/concourse-backups.ts';
import { concourseSettings } from '../../../src/cli/commands/cluster/backup/concourse-settings.ts';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { buildArchive, clusterFiles } from '../../support/archives/build-archive.ts';
import { type GpgHome, hasGpg, makeGpgHome } from '../../support/archives/gpg-home.ts';
import { KINE, makeDatabase } from '../../support/archives/kine-database.ts';
import { runProgram } from '../../support/cluster-tools.ts';
import { watchCommandLines } from '../../support/watch-command-lines.ts';

const PASSWORD = 'q;"$x`\\{7!&*()<>pA^%~Z#=+_-.,/?K';
const OLD = 'k0s_backup_1740000000.tar.gz.b64';
const NEW = 'k0s_backup_1750000000.tar.gz.b64';
const HAS_PROGRAMS = hasGpg && findOnPath('openssl') !== undefined;

const { signal } = new AbortController();

describe.skipIf(!HAS_PROGRAMS)('backups of the image concourse-k0sctl', () => {
  let us: GpgHome;
  let others: GpgHome;
  let archive: Buffer;
  let directory: string;
  let target: string;

  beforeAll(async () => {
    [us, others] = await Promise.all([makeGpgHome('us@example'), makeGpgHome('they@example')]);
    archive = await buildArchive({
      'kine-state-backup.db': await makeDatabase(KINE),
      ...clusterFiles(),
      'k0s.yaml': 'spec: {storage: {type: kine}}\n',
    });
  });

  afterAll(async () => {
    await us.remove();
    await others.remove();
  });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'concourse-'));
    target = join(directory, 'archive.tar.gz');
    for (const name of ['restore', 'backup']) await mkdir(join(directory, name));
    await seal(PASSWORD);
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  /** As its job `init` does. */
  const seal = (password: string, { isSigned = true, by = us } = {}) =>
    by.gpg(
      [
        ...['--encrypt', ...(isSigned ? ['--sign'] : []), '--armor', '--recipient', by.fingerprint],
        ...['--output', join(directory, 'restore', 'secret.gpg')],
      ],
      { stdin: password },
    );

  /** As its job `backup` does. */
  const encrypt = async (name: string, { cipher = 'chacha20', content = archive } = {}) => {
    const plain = join(directory, 'plain');
    await writeFile(plain, content);
    const file = join(directory, 'backup', name);
    const args = [cipher, '-in', plain, '-out', file, '-pass', 'stdin', '-a', '-pbkdf2'];
    const { exitCode, stderr } = await runProgram('openssl', args, { stdin: PASSWORD });
    if (exitCode !== 0) throw new Error(stderr);
    await rm(plain);
    return file;
  };

  const backups = (
    variables: Record<string, string> = {},
    { env = us.env, gpgKey = null }: { env?: GpgHome['env']; gpgKey?: string | null } = {},
  ) =>
    createConcourseBackups(
      { directory, settings: concourseSettings(variables, null), gpgKey },
      createArchiveReader(process.env),
      env,
    );

  const open = async (...args: Parameters<typeof backups>) => {
    const source = backups(...args);
    const [newest] = await source.list();
    if (newest === undefined) throw new Error('there is none');
    return source.open(newest, target, signal);
  };

  test('are listed with their times, the newest first, and the one that it would restore', async () => {
    await encrypt(OLD);
    await encrypt(NEW);
    await symlink(OLD, join(directory, 'backup', 'k0s_backup_latest'));

    expect(await backups().list()).toEqual([
      {
        name: NEW,
        file: join(directory, 'backup', NEW),
        time: '2025-06-15T15:06:40Z',
        isLatest: false,
      },
      {
        name: OLD,
        file: join(directory, 'backup', OLD),
        time: '2025-02-19T21:20:00Z',
        isLatest: true,
      },
    ]);
  });

  test.each([
    ['the name that git keeps of a link', () => Promise.resolve(OLD)],
    ['a copy', (file: string) => readFile(file)],
  ])('are no more by what a checkout without links has: %s', async (_what, contentOf) => {
    const file = await encrypt(OLD);
    await encrypt(NEW);
    await writeFile(join(directory, 'backup', 'k0s_backup_latest'), await contentOf(file));

    expect((await backups().list()).map(({ name, isLatest }) => [name, isLatest])).toEqual([
      [NEW, false],
      [OLD, true],
    ]);
  });

  test('are told of a newest one that is neither a link nor a copy', async () => {
    await encrypt(OLD);
    await writeFile(join(directory, 'backup', 'k0s_backup_latest'), 'cut short');

    expect((await backups().list()).map(({ name }) => name)).toContain('k0s_backup_latest');
  });

  test('are found in a plain checkout, each once', async () => {
    const file = await encrypt(NEW);
    await writeFile(join(directory, NEW), await readFile(file));
    await rm(join(directory, 'restore'), { recursive: true });

    expect((await backups().list()).map(({ name }) => name)).toEqual([NEW]);
  });

  test('are found by the names that its variables say', async () => {
    await mkdir(join(directory, 'old'));
    await writeFile(join(directory, 'old', 'shop_1750000000.tgz.b64'), 'x');
    const variables = {
      K0SCTL_DIR_BAK: 'old',
      K0SCTL_PREFIX_BAK: 'shop',
      K0SCTL_SUFFIX_BAK: 'tgz',
    };

    expect((await backups(variables).list()).map(({ name }) => name)).toEqual([
      'shop_1750000000.tgz.b64',
    ]);
  });

  test('that are not there are a failure that says where they were looked for', async () => {
    await expect(backups().list()).rejects.toMatchObject({
      code: 'no-concourse-backups',
      message: expect.stringContaining('k0s_backup*tar.gz.b64') as string,
    });
  });

  test.each(['chacha20', 'aes-256-cbc', 'aes-128-ctr', 'aes-256-ecb', 'camellia-256-cbc'])(
    'that openssl encrypted by %s are opened, and read whole',
    async (cipher) => {
      await encrypt(NEW, { cipher });

      const contents = await open({ K0SCTL_ENC_CIPHER: cipher });

      expect(contents.state).toMatchObject({ type: 'sqlite', isWhole: true });
      expect(archive.equals(await readFile(target))).toBe(true);
      expect((await stat(target)).mode & 0o777).toBe(0o600);
    },
  );

  test('tell who signed their password, and that nobody did', async () => {
    expect(await backups().signedBy(signal)).toBe(us.fingerprint);

    await seal(PASSWORD, { isSigned: false });

    expect(await backups().signedBy(signal)).toBeNull();
  });

  test('are opened by a private key that is given, and leave no trace of it', async () => {
    await encrypt(NEW);
    const gpgKey = await us.gpg(['--export-secret-keys', '--armor']);

    expect((await open({}, { env: others.env, gpgKey })).files).toContain('pki/ca.key');

    const own = `kubernixos-gpg-${String(process.pid)}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(own))).toEqual([]);
  });

  test('never show their password to another process', async () => {
    await encrypt(NEW);
    const watch = watchCommandLines();

    await open();

    expect((await watch.stop()).filter((line) => line.includes(PASSWORD))).toEqual([]);
  });

  test.each(['chacha20', 'aes-256-cbc'])(
    'are refused where the password is another one, of which %s says nothing for sure',
    async (cipher) => {
      await encrypt(NEW, { cipher });
      await seal('another password');

      await expect(open({ K0SCTL_ENC_CIPHER: cipher })).rejects.toMatchObject({
        code: 'backup-not-for-us',
        message: expect.stringContaining('is not opened by the password of secret.gpg') as string,
      });
      expect(existsSync(target)).toBe(false);
    },
  );

  test('are refused where the cipher is another one', async () => {
    await encrypt(NEW);

    await expect(open({ K0SCTL_ENC_CIPHER: 'aes-256-ctr' })).rejects.toMatchObject({
      code: 'backup-not-for-us',
    });
  });

  test.each(['nonesuch', 'aes-256-gcm', 'chacha20-poly1305'])(
    'cannot have been encrypted by %s',
    async (cipher) => {
      await encrypt(NEW);

      await expect(open({ K0SCTL_ENC_CIPHER: cipher })).rejects.toMatchObject({
        code: 'cipher-unknown',
      });
    },
  );

  test.each([1, 3, 66, 5000])('that lost their last %i characters are refused', async (missing) => {
    const file = await encrypt(NEW);
    const text = (await readFile(file, 'utf8')).trimEnd();
    await writeFile(file, text.slice(0, -missing));

    await expect(open()).rejects.toMatchObject({
      message: expect.stringContaining(NEW) as string,
    });
    expect(existsSync(target)).toBe(false);
  });

  test.each([
    ['a character that was changed', (text: string) => swapCase(text, text.length >> 1)],
    ['a character that is no base64', (text: string) => `${text.slice(0, 500)}*${text.slice(501)}`],
    ['padding within', (text: string) => `${text.slice(0, 520)}====${text.slice(520)}`],
    ['nothing in it', () => ''],
    ['something else in it', () => Buffer.from('this is no backup').toString('base64')],
  ])('with %s are refused', async (_what, change) => {
    const file = await encrypt(NEW);
    await writeFile(file, change(await readFile(file, 'utf8')));

    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining(NEW) as string });
    expect(existsSync(target)).toBe(false);
  });

  test('with bytes after their archive, as k0sctl may leave, are refused', async () => {
    await encrypt(NEW, { content: Buffer.concat([archive, Buffer.from('rest')]) });

    await expect(open()).rejects.toThrow('4 bytes follow its end');
  });

  test('with an empty secret.gpg, as a failed init leaves, are a failure that says so', async () => {
    await encrypt(NEW);
    await writeFile(join(directory, 'restore', 'secret.gpg'), '');

    await expect(open()).rejects.toMatchObject({ code: 'concourse-secret-empty' });
  });

  test('with an empty password are a failure that says so', async () => {
    await encrypt(NEW);
    await seal('');

    await expect(open()).rejects.toMatchObject({ code: 'concourse-secret-empty' });
  });

  test('without a secret.gpg are a failure that says so', async () => {
    await encrypt(NEW);
    await rm(join(directory, 'restore', 'secret.gpg'));

    await expect(open()).rejects.toMatchObject({ code: 'concourse-secret-missing' });
  });

  test('whose password is encrypted to others are a failure that says so', async () => {
    await encrypt(NEW);
    await seal(PASSWORD, { by: others });

    await expect(open()).rejects.toMatchObject({ code: 'backup-not-for-us' });
  });

  test('whose password somebody else signed are refused', async () => {
    await encrypt(NEW);
    await others.gpg(['--import'], { stdin: await us.gpg(['--export', '--armor']) });
    const args = ['--encrypt', '--sign', '--recipient', us.fingerprint];
    const output = ['--output', join(directory, 'restore', 'secret.gpg')];
    await others.gpg(['--local-user', others.fingerprint, ...args, ...output], {
      stdin: PASSWORD,
    });

    await expect(open()).rejects.toMatchObject({ code: 'signature-bad' });
  });

  test('whose secret.gpg was changed are refused', async () => {
    await encrypt(NEW);
    const file = join(directory, 'restore', 'secret.gpg');
    const text = await readFile(file, 'utf8');
    await writeFile(file, swapCase(text, text.length >> 1));

    await expect(open()).rejects.toMatchObject({
      code: expect.stringMatching(/^backup-(damaged|not-for-us)$/) as string,
    });
  });
});

/** Changes the case of the first letter from there on. */
function swapCase(text: string, from: number): string {
  const index = text.slice(from).search(/[A-Za-z]/) + from;
  const letter = text.charAt(index);
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return text.slice(0, index) + other + text.slice(index + 1);
}
