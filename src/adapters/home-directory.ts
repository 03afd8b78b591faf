import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** The home directory as programs find it, by HOME first. */
export function homeDirectory({ HOME }: Variables): string {
  return HOME || homedir();
}

/** The name of a file where `~/` begins it, and of any other. */
export function belowHome(env: Variables, file: string): string {
  return file.startsWith('~/') ? join(homeDirectory(env), file.slice(2)) : file;
}

/** A directory of the XDG base directory specification: that of the variable, else one below home. */
export function baseDirectory(
  env: Variables,
  variable: 'XDG_CACHE_HOME' | 'XDG_STATE_HOME',
): string {
  const given = env[variable] ?? '';
  return isAbsolute(given) ? given : join(homeDirectory(env), BELOW_HOME[variable]);
}

const BELOW_HOME = { XDG_CACHE_HOME: '.cache', XDG_STATE_HOME: '.local/state' };
