import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheDirectory } from '../test/bootstrap/paths.mjs';
import { Problem } from '../test/bootstrap/problem.mjs';

/** A file of the network, with the only content that will do. */
export interface PinnedFile {
  readonly url: string;
  readonly algorithm: 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  readonly digest: string;
}

const ATTEMPTS = 3;

/** The path of a file, fetched into the cache of this user unless it is there. */
export async function fetchFile(file: PinnedFile): Promise<string> {
  const directory = join(cacheDirectory(), 'image');
  const path = join(directory, `${nameOf(file)}-${basename(decodeURIComponent(file.url))}`);
  if (await isThere(path, file)) return path;
  await mkdir(directory, { recursive: true });
  const draft = `${path}.${String(process.pid)}.new`;
  await writeFile(draft, await download(file));
  await rename(draft, path);
  return path;
}

/** A part of its digest that can be a name. */
function nameOf({ digest }: PinnedFile): string {
  return digest.replaceAll(/\W/g, '').slice(0, 16);
}

async function isThere(path: string, file: PinnedFile): Promise<boolean> {
  try {
    return matches(await readFile(path), file);
  } catch {
    return false;
  }
}

async function download(file: PinnedFile, attempt = 1): Promise<Buffer> {
  try {
    const answer = await fetch(file.url, { signal: AbortSignal.timeout(300_000) });
    if (answer.status === 404) throw gone(file);
    if (!answer.ok) throw new Error(`HTTP ${String(answer.status)}`);
    const content = Buffer.from(await answer.arrayBuffer());
    if (matches(content, file)) return content;
    throw new Error('other content than the lock says');
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (attempt < ATTEMPTS) return download(file, attempt + 1);
    throw new Problem(`cannot fetch ${file.url}: ${String(error)}`);
  }
}

function matches(content: Buffer, { algorithm, digest, encoding }: PinnedFile): boolean {
  return createHash(algorithm).update(content).digest(encoding) === digest;
}

function gone({ url }: PinnedFile): Problem {
  return new Problem(
    `${url} is gone: Debian has a newer one. Run npm run image -- --update-lock, and commit image/lock.json.`,
  );
}
