import { homedir } from 'node:os';
import { join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** The home directory as programs find it, by HOME first. */
export function homeDirectory({ HOME }: Variables): string {
  return HOME || homedir();
}

/** The name of a file where `~/` begins it, and of any other. */
export function belowHome(env: Variables, file: string): string {
  return file.startsWith('~/') ? join(homeDirectory(env), file.slice(2)) : file;
}
