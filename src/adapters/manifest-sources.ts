import { addAbortSignal, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../model/failure.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ManifestSources, SourceFile } from '../ports/manifest-sources.ts';
import { findManifestFiles } from './find-manifest-files.ts';

/** Files relative to the working directory of the user, and standard input. */
export function manifestSources(cwd: string, stdin: Readable): ManifestSources {
  return {
    async read(path, signal) {
      if (path === '-') return [await readInput(stdin, signal)];
      const names = await findManifestFiles(cwd, path);
      return Promise.all(names.map((name) => readOne(cwd, name, signal)));
    },
  };
}

async function readInput(stdin: Readable, signal: AbortSignal): Promise<SourceFile> {
  const name = 'standard input';
  return { name, text: decode(name, await buffer(addAbortSignal(signal, stdin))) };
}

async function readOne(cwd: string, name: string, signal: AbortSignal): Promise<SourceFile> {
  try {
    return { name, text: decode(name, await readFile(resolve(cwd, name), { signal })) };
  } catch (cause) {
    if (signal.aborted || cause instanceof Failure) throw cause;
    throw new Failure({
      code: 'cannot-read',
      message: `cannot read ${name}: ${reasonOf(cause)}`,
      cause,
    });
  }
}

/** A byte order mark is no part of the text. */
function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure({
      code: 'cannot-import',
      message: `${name} is no text in UTF-8`,
      hint: 'If it is text, convert it first: iconv -f UTF-16 -t UTF-8 FILE | kubernixos import -',
      cause,
    });
  }
}
