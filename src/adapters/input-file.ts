import { open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ReadInputFile } from '../ports/input-file.ts';
import { belowHome } from './home-directory.ts';

const STORE = '/nix/store/';

/** Files relative to a directory, or below `~`; pipes are files too, as of `<(sops --decrypt …)`. */
export function inputFileIn(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): ReadInputFile {
  return async (file) => {
    const path = resolve(cwd, belowHome(env, file));
    const real = await realpath(path).catch(() => path);
    if ([path, real].some((one) => one.startsWith(STORE))) throw inStore(file);
    try {
      const handle = await open(path);
      try {
        const { mode } = await handle.stat();
        const bytes = await handle.readFile();
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        return { text, isShared: (mode & 0o077) !== 0 };
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw unreadable(file, cause);
    }
  };
}

function inStore(file: string): Failure {
  return new Failure({
    code: 'secret-in-store',
    message: `${file} is in the Nix store, where every user of this machine can read it`,
    hint: 'Keep secrets in files of mode 0600 outside of it. What has been in the store is no secret any more: replace it.',
  });
}

/** Of what is no text, nothing is told. */
function unreadable(file: string, cause: unknown): Failure {
  const isText = !(cause instanceof TypeError);
  return new Failure({
    code: 'secret-unreadable',
    message: `${file} cannot be read: ${isText ? reasonOf(cause) : 'it is no text in UTF-8'}`,
    hint: 'Nothing was written.',
    cause,
  });
}
