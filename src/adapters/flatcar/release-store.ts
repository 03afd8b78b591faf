import { chmod, readFile, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { ReleaseStore } from '../../ports/release-store.ts';
import { download, SLOWEST_MILLISECONDS } from '../download.ts';
import { makeGuardedDirectory } from '../guarded-directory.ts';
import { makeDirectories } from '../make-directories.ts';
import { verifySignature } from './verify-signature.ts';

const MOST_BYTES = { text: 1024 ** 2, file: 4 * 1024 ** 3 };

/**
 * Takes files into a directory that goes with us, beside those that are kept; null: none is. A file has its name
 * there only once it was checked.
 */
export async function releaseStore(
  env: Readonly<Record<string, string | undefined>>,
  kept: string | null,
): Promise<ReleaseStore> {
  const work = await writable(kept ?? tmpdir(), async (directory) => {
    await makeDirectories(directory);
    return makeGuardedDirectory(env, '.kubernixos-os-', directory);
  });
  let texts = 0;
  const fetchText = async (url: string, signal: AbortSignal) => {
    const file = join(work.path, `text-${String(texts++)}`);
    const bounds = { mostBytes: MOST_BYTES.text, idleMilliseconds: SLOWEST_MILLISECONDS };
    await download(url, file, bounds, signal);
    return file;
  };
  const draftOf = (file: string) => join(work.path, file.replaceAll('/', '-'));
  return {
    readText: async (url, signal) => readFile(await fetchText(url, signal), 'utf8'),
    async take(url, file, key, signal) {
      const signature = await fetchText(`${url}.sig`, signal);
      const bounds = { mostBytes: MOST_BYTES.file, idleMilliseconds: SLOWEST_MILLISECONDS };
      const { sha512, bytes } = await download(url, draftOf(file), bounds, signal);
      const what = { url, file: draftOf(file), signature };
      const signedAt = await verifySignature(env, work.path, what, key, signal);
      return { sha512, bytes, signedAt };
    },
    async takeText(url, key, signal) {
      const signature = await fetchText(`${url}.sig`, signal);
      const file = await fetchText(url, signal);
      const signedAt = await verifySignature(env, work.path, { url, file, signature }, key, signal);
      return { text: await readFile(file, 'utf8'), signedAt };
    },
    async keep(file) {
      if (kept === null) return;
      await writable(kept, async () => {
        await makeDirectories(dirname(join(kept, file)));
        await chmod(draftOf(file), 0o644); // For machine serve, which gives away no private file.
        await rename(draftOf(file), join(kept, file));
      });
    },
    dispose: () => work.remove(),
  };
}

async function writable<Result>(
  directory: string,
  write: (directory: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await write(directory);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure({
      code: 'cannot-write',
      message: `the directory ${directory} cannot be written: ${reasonOf(cause)}`,
      hint: 'Choose another one by --assets. Nothing was pinned.',
      cause,
    });
  }
}
