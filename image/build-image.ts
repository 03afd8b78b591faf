import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../test/bootstrap/paths.mjs';
import { Problem } from '../test/bootstrap/problem.mjs';
import { sayWhile } from '../test/bootstrap/say.mjs';
import { addPrograms } from './add-programs.ts';
import type { Architecture } from './architectures.ts';
import { checkMachine } from './check-machine.ts';
import { finishRoot } from './finish-root.ts';
import { type Layer, makeLayer } from './make-layer.ts';
import { type Locked, readLock } from './lock.ts';
import { unpackPackages } from './unpack-packages.ts';
import { writeArchive } from './write-archive.ts';

export interface ImageRequest {
  readonly architecture: Architecture;
  /** The archive to write. */
  readonly out: string;
  /** The file of k0sctl; null leaves it out. */
  readonly k0sctl: string | null;
  /** Seconds since 1970: the time of all files. */
  readonly epoch: number;
}

/** Builds an image, and gives its digest. Throws a `Problem` where something for it cannot be had. */
export async function buildImage(request: ImageRequest): Promise<string> {
  const { architecture, epoch, k0sctl, out } = request;
  if (k0sctl !== null) await checkMachine(k0sctl, architecture);
  const locked = await lockedFor(architecture);
  const work = await mkdtemp(join(tmpdir(), 'kubernixos-image-'));
  const blobs = join(work, 'layout/blobs/sha256');
  try {
    await mkdir(blobs, { recursive: true });
    const layer = (name: string, fill: (root: string) => Promise<void>) =>
      sayWhile(`${name} for ${architecture.name}`, () => filled(join(work, name), fill));
    const filled = async (root: string, fill: (root: string) => Promise<void>): Promise<Layer> => {
      await mkdir(root);
      await fill(root);
      return makeLayer(root, blobs, epoch);
    };
    const ground = await layer('Debian', async (root) => {
      await unpackPackages(locked.packages, root);
      await finishRoot(root);
    });
    const programs = await layer('Programs', (root) =>
      addPrograms({ architecture, node: locked.node, k0sctl }, root),
    );
    const version = await ownVersion();
    const layers = [ground, programs];
    return await writeArchive(join(work, 'layout'), out, { architecture, version, epoch, layers });
  } finally {
    await rm(work, { recursive: true });
  }
}

async function lockedFor({ name }: Architecture): Promise<Locked> {
  const locked = (await readLock())[name];
  if (locked === undefined) throw new Problem(`image/lock.json has nothing for ${name}`);
  return locked;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(join(checkout, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
