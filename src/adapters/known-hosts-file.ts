import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryDirectory } from './temporary-directory.ts';

export interface KnownHostsFile {
  /** Of mode 0700; whoever starts ssh removes it. */
  readonly directory: string;
  readonly file: string;
}

/** Writes host keys to a file that nobody else can change, for one connection. */
export async function writeKnownHosts(knownHosts: string): Promise<KnownHostsFile> {
  const directory = await makeTemporaryDirectory('kubernixos-ssh-');
  const file = join(directory, 'known_hosts');
  await writeFile(file, knownHosts, { mode: 0o600 });
  return { directory, file };
}
