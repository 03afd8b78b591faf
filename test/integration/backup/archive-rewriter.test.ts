import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createArchiveReader } from '../../../src/adapters/archive-reader.ts';
import { archiveRewriter } from '../../../src/adapters/archive-rewriter.ts';
import { buildArchive, clusterFiles } from '../../support/archives/build-archive.ts';
import { KINE, makeDatabase } from '../../support/archives/kine-database.ts';
import { runProgram } from '../../support/cluster-tools.ts';

const { signal } = new AbortController();

let directory: string;
let source: string;
let target: string;
let files: Readonly<Record<string, string | Uint8Array>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'archive-rewriter-'));
  source = join(directory, 'archive.tar.gz');
  target = join(directory, 'copy.tar.gz');
  const { 'k0s.yaml': config = '', ...others } = clusterFiles();
  const state = await makeDatabase(KINE);
  const last = { 'manifests/last.yaml': 'kind: List\n' };
  files = { 'kine-state-backup.db': state, ...others, 'k0s.yaml': config, ...last };
});

beforeEach(async () => {
  await rm(target, { force: true });
  await writeFile(source, await buildArchive(files));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

const copy = (config: string) => archiveRewriter.copy(source, target, () => config, signal);

test.each([
  ['a shorter one', 'spec: {}\n'],
  ['one of exactly a block', `#${'x'.repeat(510)}\n`],
  ['one of many blocks', `spec: {}\n#${'ä'.repeat(5000)}\n`],
  ['an empty one', ''],
])('only the configuration changes, to %s', async (_what, config) => {
  const { size } = await copy(config);

  const [old, copied] = [source, target].map((file) => partsOf(gunzipSync(readFileSync(file))));
  expect(copied?.before.equals(old?.before ?? Buffer.of())).toBe(true);
  expect(copied?.after.equals(old?.after ?? Buffer.of())).toBe(true);
  expect((await runProgram('tar', ['-xzOf', target, 'k0s.yaml'])).stdout).toBe(config);
  expect(await stat(target)).toMatchObject({ size, mode: 0o100600 });
});

/** What stands before the configuration in a tar, and after it. */
function partsOf(tar: Buffer) {
  return {
    before: tar.subarray(0, tar.indexOf('k0s.yaml')),
    after: tar.subarray(tar.indexOf('manifests/last.yaml')),
  };
}

test('the copy is a whole archive, by the same checks', async () => {
  const config = 'spec: {storage: {type: kine}}\n';
  const { sha256 } = await copy(config);

  const contents = await createArchiveReader(process.env).read(target, signal);
  expect(contents).toMatchObject({ config, digest: { sha256 }, state: { isWhole: true } });
});

test('a damaged archive is not copied', async () => {
  const archive = await readFile(source);
  await writeFile(source, archive.subarray(0, -1));

  await expect(copy('spec: {}\n')).rejects.toMatchObject({ code: 'archive-damaged' });
  expect(existsSync(target)).toBe(false);
});

test('an archive without a configuration is not copied', async () => {
  await writeFile(source, await buildArchive({ 'pki/ca.key': 'x' }));

  await expect(copy('spec: {}\n')).rejects.toThrow('it holds no k0s.yaml');
});

test('what is there already stays', async () => {
  await writeFile(target, 'precious');

  await expect(copy('spec: {}\n')).rejects.toMatchObject({ code: 'cannot-write' });
  expect(await readFile(target, 'utf8')).toBe('precious');
});
