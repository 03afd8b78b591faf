import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { baseDirectory, homeDirectory } from './home-directory.ts';
import { makeDirectories } from './make-directories.ts';
import { makeTemporaryDirectory } from './temporary-directory.ts';

/** The private directories of one run of k0sctl. */
export interface K0sctlDirectory {
  readonly path: string;
  /** What its environment says of them. */
  readonly env: Readonly<Record<string, string>>;
  /** What it has logged so far. */
  readLog(): Promise<string>;
  /** Host keys that it has added to the declared ones, a line each. */
  readUnknownKeys(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

const PREFIX = 'kubernixos-k0sctl-';

/**
 * Makes a home directory, with what is in the user's `.ssh`, and a cache for one run. What k0sctl has
 * downloaded is shared with other runs. Where host keys are declared, it gets a copy of its own: it
 * adds a key that it does not know, and goes on.
 */
export async function makeK0sctlDirectory(
  env: Variables,
  knownHosts: string,
): Promise<K0sctlDirectory> {
  const path = await makeTemporaryDirectory(PREFIX);
  try {
    return await fill(path, env, knownHosts);
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function fill(path: string, env: Variables, knownHosts: string): Promise<K0sctlDirectory> {
  const home = join(path, 'home');
  const cache = join(path, 'cache');
  const keys = join(path, 'known_hosts');
  const log = join(cache, 'k0sctl', 'k0sctl.log');
  await mkdir(home, { mode: 0o700 });
  await makeDirectories(join(cache, 'k0sctl'), 0o700);
  await shareDownloads(env, join(cache, 'k0sctl', 'k0s'));
  await shareSsh(env, join(home, '.ssh'));
  if (knownHosts !== '') await writeFile(keys, knownHosts, { mode: 0o600 });
  return {
    path,
    env: {
      HOME: home,
      XDG_CACHE_HOME: cache,
      TMPDIR: resolve(tmpdir()),
      ...(knownHosts === '' ? {} : { SSH_KNOWN_HOSTS: keys }),
    },
    readLog: () => readFile(log, 'utf8').catch(() => ''),
    async readUnknownKeys() {
      if (knownHosts === '') return [];
      const declared = new Set(knownHosts.split('\n'));
      return (await readFile(keys, 'utf8')).split('\n').filter((line) => !declared.has(line));
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** The directory that the user's own k0sctl has for downloads. Whose home holds none downloads for one run. */
async function shareDownloads(env: Variables, link: string): Promise<void> {
  const shared = join(baseDirectory(env, 'XDG_CACHE_HOME'), 'k0sctl', 'k0s');
  const isThere = await makeDirectories(shared).then(
    () => true,
    () => false,
  );
  if (isThere) await symlink(shared, link);
}

/**
 * Keys and known hosts that ssh uses unless it is told of others; not its configuration, by which k0sctl
 * would reach other machines than the declared ones. Hosts of openSSH have it without our help.
 */
async function shareSsh(env: Variables, directory: string): Promise<void> {
  const own = join(homeDirectory(env), '.ssh');
  const names = await readdir(own).catch(() => null);
  if (names === null) return;
  await mkdir(directory, { mode: 0o700 });
  // Also where it is not there yet: k0sctl adds keys to it.
  for (const name of new Set([...names, 'known_hosts']))
    if (name !== 'config') await symlink(join(own, name), join(directory, name));
}
