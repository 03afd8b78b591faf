import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A file to send, or why there is none to be had; null where that says enough. */
export type Asset =
  | { readonly type: 'file'; readonly file: FileHandle }
  | { readonly type: 'none'; readonly reason: string | null };

/**
 * Opens a file below a directory. A link that leads out of it, or to a hidden file, leads nowhere, and what
 * only its owner may read is for nobody else: images, secrets and keys are made so.
 */
export async function openAsset(directory: string, path: string): Promise<Asset> {
  try {
    const real = await pathWithin(directory, join(directory, path));
    if (real === null || isHidden(real.within)) return { type: 'none', reason: null };
    // Never waits for the other end of a pipe.
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const file = await open(real.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const found = await file.stat().catch(() => null);
    const isFile = found?.isFile() ?? false;
    if (isFile && ((found?.mode ?? 0) & 0o077) !== 0) return { type: 'file', file };
    await file.close();
    const reason = isFile ? 'only its owner may read it: chmod 644' : null;
    return { type: 'none', reason };
  } catch {
    return { type: 'none', reason: null };
  }
}

/** Whether a path leads below a directory, by links too. */
export async function isWithin(directory: string, path: string): Promise<boolean> {
  return (await pathWithin(directory, path).catch(() => null)) !== null;
}

async function pathWithin(directory: string, path: string) {
  const [root, real] = [await realpath(directory), await realpath(path)];
  return real.startsWith(`${root}${sep}`) ? { path: real, within: relative(root, real) } : null;
}

function isHidden(path: string): boolean {
  return path.split(sep).some((name) => name.startsWith('.'));
}
