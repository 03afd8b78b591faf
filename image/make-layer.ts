import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { runProgram } from './run-program.ts';

/** A layer of an image: https://github.com/opencontainers/image-spec/blob/main/layer.md */
export interface Layer {
  readonly digest: string;
  readonly size: number;
  /** The digest of what is compressed. */
  readonly diffId: string;
}

/** Packs a directory into a layer among the blobs. The same files make the same bytes, whoever packs them. */
export async function makeLayer(root: string, blobs: string, epoch: number): Promise<Layer> {
  const tar = `${root}.tar`;
  const names = (await readdir(root)).sort();
  await runProgram('tar', [...packing(tar, epoch), '--directory', root, ...names]);
  const diffId = await digestOf(tar);
  const layer = join(blobs, 'layer');
  await pipeline(createReadStream(tar), createGzip({ level: 6 }), createWriteStream(layer));
  await rm(tar);
  const digest = await digestOf(layer);
  const { size } = await stat(layer);
  await rename(layer, join(blobs, digest));
  return { digest: `sha256:${digest}`, size, diffId: `sha256:${diffId}` };
}

/** Sorted, owned by root, of one time; and no program changes who runs it, since that is root anyway. */
export function packing(file: string, epoch: number): readonly string[] {
  return [
    '--create',
    `--file=${file}`,
    '--format=posix',
    '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
    '--sort=name',
    `--mtime=@${String(epoch)}`,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=u-s,g-s',
  ];
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
