import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { AuditLog } from '../ports/audit-log.ts';

/** Logs in a directory, each in a file `START-ACTION.SUFFIX` of mode 0600, which replaces none. Starts now. */
export function auditLog(
  cwd: string,
  { directory, suffix }: { readonly directory: string; readonly suffix: string },
): AuditLog {
  const stamp = new Date().toISOString().replaceAll(':', '').replace(/\..*$/, 'Z');
  return {
    async keep(action, text) {
      const shown = join(directory, `${stamp}-${action}.${suffix}`);
      try {
        await mkdir(resolve(cwd, directory), { recursive: true, mode: 0o700 });
        return await writeBeside(join(resolve(cwd, directory), `${stamp}-${action}`), suffix, text);
      } catch (cause) {
        throw new Failure({
          code: 'cannot-log',
          message: `the log cannot be kept as ${shown}: ${reasonOf(cause)}`,
          hint: 'What was to be done may be done: see kubernixos cluster status. Choose a directory by --audit-dir.',
          cause,
        });
      }
    },
  };
}

/** Runs can start in the same second: the later ones get a number. */
async function writeBeside(
  start: string,
  suffix: string,
  text: string,
  tried = 1,
): Promise<string> {
  const path = `${start}${tried === 1 ? '' : `-${String(tried)}`}.${suffix}`;
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return path;
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere || tried > 100) throw error;
    return writeBeside(start, suffix, text, tried + 1);
  }
}
