import { open, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { makeDirectories } from './make-directories.ts';

/** Logs in a directory, each in a file `START-ACTION.SUFFIX` of mode 0600, which replaces none. */
export function auditLog(
  cwd: string,
  { directory, suffix }: { readonly directory: string; readonly suffix: string },
): AuditLog {
  return {
    async begin(action) {
      const stamp = new Date().toISOString().replaceAll(':', '').replace(/\..*$/, 'Z');
      try {
        await makeDirectories(resolve(cwd, directory), 0o700);
        const file = await makeFile(join(resolve(cwd, directory), `${stamp}-${action}`), suffix);
        return { file, write: (text) => writeFile(file, text) };
      } catch (cause) {
        throw new Failure({
          code: 'cannot-log',
          message: `no log can be kept in ${directory}: ${reasonOf(cause)}`,
          hint: 'Choose a directory that you can write by --audit-dir. Nothing was changed.',
          cause,
        });
      }
    },
  };
}

/** Runs can start in the same second: the later ones get a number. */
async function makeFile(start: string, suffix: string, tried = 1): Promise<string> {
  const path = `${start}${tried === 1 ? '' : `-${String(tried)}`}.${suffix}`;
  try {
    await (await open(path, 'wx', 0o600)).close();
    return path;
  } catch (error) {
    const isThere = errorCode(error) === 'EEXIST';
    if (!isThere || tried > 100) throw error;
    return makeFile(start, suffix, tried + 1);
  }
}
