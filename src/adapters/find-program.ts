import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

/** The file of a program, by its name on PATH or by its own, which may be below `cwd`; null where there is none. */
export async function findProgram(name: string, path: string, cwd: string): Promise<string | null> {
  const files = name.includes('/')
    ? [resolve(cwd, name)]
    : path.split(delimiter).map((directory) => join(directory, name));
  for (const file of files) if (await isProgram(file)) return file;
  return null;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
