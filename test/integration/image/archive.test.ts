import { chmod, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { ARCHITECTURES } from '../../../image/architectures.ts';
import { checkMachine } from '../../../image/check-machine.ts';
import { makeLayer } from '../../../image/make-layer.ts';
import { writeArchive } from '../../../image/write-archive.ts';
import { type Archive, readArchive } from '../../support/image/read-archive.ts';

const [amd64 = fail(), arm64 = fail()] = ARCHITECTURES;

test('the same files make the same image, whenever and in whatever order they are written', async () => {
  const dir = await makeDirectory();
  const one = await archiveOf(dir, 'one', ['a', 'b'], 1_000_000);
  const two = await archiveOf(dir, 'two', ['b', 'a'], 2_000_000);
  expect(two.digest).toBe(one.digest);
  expect(await readFile(join(dir, 'two.tar'))).toEqual(await readFile(join(dir, 'one.tar')));
});

test('another file makes another image', async () => {
  const dir = await makeDirectory();
  const one = await archiveOf(dir, 'one', ['a'], 1);
  expect((await archiveOf(dir, 'two', ['b'], 1)).digest).not.toBe(one.digest);
});

test('every part of an image is named by its digest, and says what it is', async () => {
  const dir = await makeDirectory();
  const { archive, digest } = await archiveOf(dir, 'one', ['a'], 1);
  expect(archive.digest).toBe(digest);
  expect(archive.index).toMatchObject({
    manifests: [
      {
        platform: { architecture: 'arm64', os: 'linux' },
        annotations: { 'org.opencontainers.image.ref.name': '1.2.3' },
      },
    ],
  });
  expect(archive.config).toMatchObject({
    architecture: 'arm64',
    os: 'linux',
    created: '1970-01-01T00:00:42.000Z',
    config: { User: '0:0', Entrypoint: ['kubernixos-entry'] },
  });
});

test('files are owned by root, of one time, and change nobody', async () => {
  const dir = await makeDirectory();
  const { archive } = await archiveOf(dir, 'one', ['a'], 1);
  const [layer = ''] = archive.layers;
  const { stdout } = await execa('tar', [
    '--list',
    '--verbose',
    '--utc',
    '--numeric-owner',
    '-f',
    layer,
  ]);
  expect(stdout.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'drwxr-xr-x 0/0 0 1970-01-01 00:00 bin/',
    '-rwxr-xr-x 0/0 1 1970-01-01 00:00 bin/a',
    'lrwxrwxrwx 0/0 0 1970-01-01 00:00 bin/link -> a',
  ]);
});

test('k0sctl of another architecture is refused', async () => {
  await checkMachine(process.execPath, process.arch === 'x64' ? amd64 : arm64);
  const other = process.arch === 'x64' ? arm64 : amd64;
  await expect(checkMachine(process.execPath, other)).rejects.toThrow(
    `is no program of Linux for ${other.name}`,
  );
  await expect(checkMachine(import.meta.filename, amd64)).rejects.toThrow('is no program of Linux');
});

/** An image of one layer, with these files in one directory. */
async function archiveOf(
  dir: string,
  name: string,
  files: readonly string[],
  time: number,
): Promise<{ readonly digest: string; readonly archive: Archive }> {
  const layout = join(dir, `${name}-layout`);
  const root = join(dir, name);
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true });
  await mkdir(join(root, 'bin'), { recursive: true });
  for (const file of files) {
    await writeFile(join(root, 'bin', file), file);
    await utimes(join(root, 'bin', file), time, time);
    await chmod(join(root, 'bin', file), 0o4755);
  }
  await symlink('a', join(root, 'bin/link'));
  await chmod(join(root, 'bin'), 0o755);
  const layer = await makeLayer(root, join(layout, 'blobs/sha256'), 42);
  const out = join(dir, `${name}.tar`);
  const description = { architecture: arm64, version: '1.2.3', epoch: 42, layers: [layer] };
  const digest = await writeArchive(layout, out, description);
  return { digest, archive: await readArchive(out, join(dir, `${name}-read`)) };
}

async function makeDirectory(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-archive-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

function fail(): never {
  throw new Error('two architectures are known');
}
