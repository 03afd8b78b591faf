import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { execa } from 'execa';

/** An OCI archive, unpacked, after every digest and size in it was compared with what is there. */
export interface Archive {
  readonly digest: string;
  readonly index: unknown;
  readonly config: unknown;
  /** The files of its layers, from the lowest to the highest. */
  readonly layers: readonly string[];
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
}

/** Reads an archive into a directory. Throws where something in it is not what it is said to be. */
export async function readArchive(file: string, directory: string): Promise<Archive> {
  await mkdir(directory);
  await execa('tar', ['--extract', '--file', file, '--directory', directory]);
  const json = async (path: string) =>
    JSON.parse(await readFile(join(directory, path), 'utf8')) as never;
  const index: { readonly manifests: readonly [Descriptor] } = await json('index.json');
  const [described] = index.manifests;
  const manifest: { readonly config: Descriptor; readonly layers: readonly Descriptor[] } =
    await json(blobOf(described));
  const config: { readonly rootfs: { readonly diff_ids: readonly string[] } } = await json(
    blobOf(manifest.config),
  );
  const parts = [described, manifest.config, ...manifest.layers];
  for (const part of parts) await check(join(directory, blobOf(part)), part);
  const blobs = await readdir(join(directory, 'blobs/sha256'));
  if (blobs.length !== parts.length) throw new Error('there are blobs that nothing names');
  for (const [number, layer] of manifest.layers.entries())
    await checkContent(join(directory, blobOf(layer)), config.rootfs.diff_ids[number]);
  return {
    digest: described.digest,
    index,
    config,
    layers: manifest.layers.map((layer) => join(directory, blobOf(layer))),
  };
}

function blobOf({ digest }: Descriptor): string {
  return `blobs/${digest.replace(':', '/')}`;
}

async function check(file: string, { digest, size }: Descriptor): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (`sha256:${hash.digest('hex')}` !== digest) throw new Error(`${file} is not ${digest}`);
  if ((await stat(file)).size !== size) throw new Error(`${file} is not of ${size} bytes`);
}

async function checkContent(file: string, digest: string | undefined): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), createGunzip(), hash);
  if (`sha256:${hash.digest('hex')}` !== digest)
    throw new Error(`${file} holds not ${digest ?? ''}`);
}
