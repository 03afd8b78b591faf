import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { judgeArchive } from '../../../src/backup/judge-archive.ts';
import {
  type ArchiveFiles,
  buildArchive,
  buildTar,
  clusterFiles,
} from '../../support/archives/build-archive.ts';
import { hasEtcd, takeEtcdSnapshot } from '../../support/archives/etcd-snapshot.ts';
import { KINE, makeDatabase } from '../../support/archives/kine-database.ts';

const STATE = 'etcd-snapshot.db';

let directory: string;
let file: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'archive-reader-'));
  file = join(directory, 'archive.tar.gz');
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Why an archive is no backup, in one text; empty where it is one. */
async function faultOf(archive: Uint8Array): Promise<string> {
  await writeFile(file, archive);
  const reader = createArchiveReader(process.env);
  return reader.read(file, new AbortController().signal).then(
    (contents) => judgeArchive(contents).join(' '),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** A copy with some bytes turned over. */
function withDamage(bytes: Uint8Array, offset: number, length = 1): Buffer {
  const copy = Buffer.from(bytes);
  for (let index = offset; index < offset + length; index += 1)
    copy[index] = (copy[index] ?? 0) ^ 0xff;
  return copy;
}

describe.skipIf(!hasEtcd)('an archive with a snapshot of etcd', () => {
  let files: ArchiveFiles;
  let tar: Buffer;
  let archive: Buffer;

  beforeAll(async () => {
    files = { [STATE]: await takeEtcdSnapshot(), ...clusterFiles() };
    tar = await buildTar(files);
    archive = gzipSync(tar);
  });

  const without = (name: string): ArchiveFiles =>
    Object.fromEntries(Object.entries(files).filter(([key]) => key !== name));

  const snapshot = () => Buffer.from(files[STATE] ?? '');

  test('is a backup where it is whole', async () => {
    expect(await faultOf(archive)).toBe('');
  });

  test('is told with its digest, its files and its state', async () => {
    await writeFile(file, archive);
    const contents = await createArchiveReader(process.env).read(file, AbortSignal.timeout(60_000));

    expect(contents.files).toEqual(Object.keys(files).sort());
    expect(contents.config).toBe(files['k0s.yaml']);
    expect(contents.digest.size).toBe(archive.length);
    expect(contents.state).toMatchObject({ type: 'etcd', size: snapshot().length, isWhole: true });
  });

  test.each([
    ['the mark of gzip', () => withDamage(archive, 0), 'it is no file of gzip'],
    ['the method of gzip', () => withDamage(archive, 2), 'it is no file of gzip'],
    ['the flags of gzip', () => withDamage(archive, 3), 'it is no file of gzip'],
    ['the first block of deflate', () => withDamage(archive, 10), 'the archive is damaged'],
    [
      'the deflated data',
      () => withDamage(archive, archive.length >> 1, 4),
      'the archive is damaged',
    ],
    ['the checksum of gzip', () => withDamage(archive, archive.length - 8), 'checksum and length'],
    ['the length of gzip', () => withDamage(archive, archive.length - 4), 'checksum and length'],
  ])('with damage in %s is refused', async (_region, damaged, fault) => {
    expect(await faultOf(damaged())).toContain(fault);
  });

  const inTar = (name: string, offset: number): Buffer =>
    gzipSync(withDamage(tar, tar.indexOf(name) + offset));

  const withFile = (name: string, content: Uint8Array) =>
    buildArchive({ ...files, [name]: content });

  test.each([
    ['the name of a file', () => inTar('manifests/', 0), 'tar finds: Invalid tar header'],
    ['the size of a file', () => inTar('k0s.yaml', 130), 'tar finds: Invalid tar header'],
    ['the checksum of a header', () => inTar('pki/ca.key', 150), 'tar finds: Invalid tar header'],
  ])('whose tar has damage in %s is refused', async (_region, damaged, fault) => {
    expect(await faultOf(damaged())).toContain(fault);
  });

  test.each([
    ['body', 100],
    ['first page', 0],
  ])('whose snapshot has damage in its %s is refused', async (_region, offset) => {
    expect(await faultOf(await withFile(STATE, withDamage(snapshot(), offset)))).toBe(
      'etcd-snapshot.db is damaged: it has not the SHA-256 that etcd wrote at its end.',
    );
  });

  test('whose snapshot has damage in its own checksum is refused', async () => {
    const damaged = withDamage(snapshot(), snapshot().length - 1);

    expect(await faultOf(await withFile(STATE, damaged))).toContain('SHA-256');
  });

  test.each([
    ['without its checksum', (bytes: Buffer) => bytes.subarray(0, -32)],
    ['cut off in a page', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['of no bytes', () => Buffer.alloc(0)],
    ['that is only a checksum', (bytes: Buffer) => bytes.subarray(-32)],
  ])('with a snapshot %s is refused', async (_what, change) => {
    expect(await faultOf(await withFile(STATE, change(snapshot())))).toMatch(
      /etcd-snapshot\.db is damaged: \d+ bytes are not whole pages/,
    );
  });

  test('whose k0s.yaml is no YAML is refused', async () => {
    const config = Buffer.from('spec: {storage: [}\n');

    expect(await faultOf(await withFile('k0s.yaml', config))).toContain('k0s.yaml cannot be read');
  });

  test('whose k0s.yaml is no text is refused', async () => {
    const config = withDamage(Buffer.from(files['k0s.yaml'] ?? ''), 3);

    expect(await faultOf(await withFile('k0s.yaml', config))).toContain('k0s.yaml is no text');
  });

  test('whose k0s.yaml says another storage is refused', async () => {
    const config = Buffer.from('spec: {storage: {type: kine}}\n');

    expect(await faultOf(await withFile('k0s.yaml', config))).toBe(
      'By k0s.yaml, the state is kept in sqlite, but the archive holds etcd-snapshot.db.',
    );
  });

  test.each([
    ['a key of the authority that is damaged', 'pki/ca.key', 'pki/ca.key holds no private key'],
    ['an empty key of the authority', 'pki/ca.key', 'pki/ca.key holds no private key'],
    ['a certificate that is damaged', 'pki/ca.crt', 'pki/ca.crt holds no certificate'],
  ])('with %s is refused', async (what, name, fault) => {
    const content = Buffer.from(what.includes('empty') ? '' : (files[name] ?? ''));
    const damaged = content.length === 0 ? content : withDamage(content, 40, 30);

    expect(await faultOf(await withFile(name, damaged))).toContain(fault);
  });

  test('with the key of another authority is refused', async () => {
    const other = Buffer.from(clusterFiles()['pki/ca.key'] ?? '');

    expect(await faultOf(await withFile('pki/ca.key', other))).toContain(
      'pki/ca.key is not the key of pki/ca.crt',
    );
  });

  test.each(['k0s.yaml', 'pki/ca.key', 'pki/ca.crt'])('without %s is refused', async (name) => {
    expect(await faultOf(await buildArchive(without(name)))).toBe(`The archive holds no ${name}.`);
  });

  test('without a state is refused', async () => {
    expect(await faultOf(await buildArchive(without(STATE)))).toContain(
      'holds no state of the cluster',
    );
  });

  test('of no bytes, as a dry run of k0sctl leaves, is refused', async () => {
    expect(await faultOf(Buffer.alloc(0))).toBe('the archive is damaged: it is empty');
  });

  test.each([1, 5, 9, 10])('cut off after %i bytes is refused', async (length) => {
    expect(await faultOf(archive.subarray(0, length))).toContain('it ends');
  });

  test.each([1, 4, 8, 9, 100, 512])('without its last %i bytes is refused', async (missing) => {
    expect(await faultOf(archive.subarray(0, -missing))).toMatch(/damaged: .*it ends before/);
  });

  test.each([
    ['a byte', Buffer.from('x'), '1 byte follows its end'],
    ['zeros', Buffer.alloc(100_000), '100000 bytes follow its end'],
    ['the end of a longer archive', Buffer.alloc(300_000, 7), '300000 bytes follow its end'],
    ['an empty member of gzip', gzipSync(''), 'bytes follow its end'],
  ])('with %s after its end is refused', async (_what, more, fault) => {
    expect(await faultOf(Buffer.concat([archive, more]))).toContain(fault);
  });

  test('with another archive after its end is refused', async () => {
    expect(await faultOf(Buffer.concat([archive, archive]))).toContain('follow its end');
  });

  test.each([
    ['without its end mark', (whole: Buffer) => whole.subarray(0, -1024), 'before its end mark'],
    ['with half of its end mark', (whole: Buffer) => whole.subarray(0, -512), 'end mark'],
    ['cut off in a file', (whole: Buffer) => whole.subarray(0, -1500), 'Unexpected end of data'],
    ['with a byte more', (whole: Buffer) => Buffer.concat([whole, Buffer.from('x')]), 'damaged'],
    [
      'with more after its end mark',
      (whole: Buffer) => Buffer.concat([whole, Buffer.alloc(512, 1)]),
      'damaged',
    ],
  ])('whose tar is %s is refused', async (_what, change, fault) => {
    expect(await faultOf(gzipSync(change(tar)))).toContain(fault);
  });

  test('whose tar has a file after its end mark, which k0s would not see, is refused', async () => {
    const more = await buildTar({ 'pki/late': '' });

    expect(await faultOf(gzipSync(Buffer.concat([tar, more])))).toContain('that is no file of tar');
  });

  test.each([
    ['/etc/passwd', 'a file of an absolute name'],
    ['pki/../../etc/passwd', 'a file that leads out of it'],
  ])('with a file %s is refused', async (name, fault) => {
    expect(await faultOf(await buildArchive({ ...files, [name]: 'x' }))).toContain(fault);
  });

  test('with two of a file that is judged is refused', async () => {
    expect(await faultOf(await buildArchive({ ...files, './k0s.yaml': 'spec: {}' }))).toContain(
      'it holds k0s.yaml twice',
    );
  });

  test('with two of another file is a backup: k0s adds some twice', async () => {
    expect(
      await faultOf(await buildArchive({ ...files, './manifests/calico/calico.yaml': 'x' })),
    ).toBe('');
  });

  test('with a name that needs an extended header is a backup', async () => {
    const name = `images/${'ä'.repeat(90)}`;

    expect(await faultOf(await buildArchive({ ...files, [name]: 'x', 'images/b': 'y' }))).toBe('');
  });

  test('with a snapshot and a database is refused', async () => {
    const database = await makeDatabase(KINE);

    expect(await faultOf(await withFile('kine-state-backup.db', database))).toContain(
      'The archive holds two states of a cluster',
    );
  });

  test('that is not there is a failure that says so', async () => {
    const reader = createArchiveReader(process.env);
    const missing = join(directory, 'missing.tar.gz');

    await expect(reader.read(missing, new AbortController().signal)).rejects.toMatchObject({
      code: 'archive-unreadable',
      message: expect.stringContaining('ENOENT') as string,
    });
  });

  test('is no longer read when the signal says so', async () => {
    await writeFile(file, archive);
    const reason = new Error('stopped');

    await expect(
      createArchiveReader(process.env).read(file, AbortSignal.abort(reason)),
    ).rejects.toBe(reason);
  });

  test('is what gunzip and the reader agree on', () => {
    expect(gunzipSync(archive).equals(tar)).toBe(true);
  });
});

describe('an archive with a database of kine', () => {
  let database: Buffer;
  const others = clusterFiles();

  beforeAll(async () => {
    database = await makeDatabase(KINE);
  });

  const archiveOf = (state: Uint8Array) =>
    buildArchive({
      'kine-state-backup.db': state,
      ...others,
      'k0s.yaml': 'spec: {storage: {type: kine, kine: {dataSource: "sqlite:///x"}}}\n',
    });

  test('is a backup where it is whole', async () => {
    expect(await faultOf(await archiveOf(database))).toBe('');
  });

  test.each([
    ['in its header', 0, 16],
    ['in its schema', 110, 200],
    ['in a page of the table', 4096 * 3, 4096],
    ['in a page of the index', 4096 * 2, 600],
  ])('with damage %s is refused', async (_where, offset, length) => {
    expect(await faultOf(await archiveOf(withDamage(database, offset, length)))).toContain(
      'kine-state-backup.db is damaged',
    );
  });

  test('that is cut off is refused', async () => {
    expect(await faultOf(await archiveOf(database.subarray(0, -8192)))).toContain('is damaged');
  });

  test('that is empty is refused, though SQLite takes an empty file for a database', async () => {
    expect(await faultOf(await archiveOf(Buffer.alloc(0)))).toBe(
      'kine-state-backup.db is damaged: it holds no table of kine.',
    );
  });

  test('of something else is refused', async () => {
    expect(await faultOf(await archiveOf(await makeDatabase('create table other (id)')))).toContain(
      'it holds no table of kine',
    );
  });

  test('leaves no copy of it on the disk', async () => {
    await faultOf(await archiveOf(database));

    const own = `kubernixos-database-${String(process.pid)}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(own))).toEqual([]);
  });
});
