import { access, constants, stat } from 'node:fs/promises';
import { errorCode } from '../model/error-code.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { LocalFiles, Look } from '../ports/local-files.ts';
import { belowHome } from './home-directory.ts';

const PERMISSIONS = 0o7777;

/** Files of this machine; `~` is the home directory as programs find it, by HOME first. */
export function localFiles(env: Readonly<Record<string, string | undefined>>): LocalFiles {
  return { look: (file) => lookAt(belowHome(env, file)) };
}

async function lookAt(path: string): Promise<Look> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { type: 'directory' };
    await access(path, constants.R_OK);
    const size = found.isFile() ? found.size : null;
    return { type: 'file', mode: found.mode & PERMISSIONS, size };
  } catch (error) {
    return isMissing(error) ? { type: 'missing' } : { type: 'unreadable', reason: reasonOf(error) };
  }
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
