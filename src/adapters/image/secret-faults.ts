import type { SecretFile } from '../../model/secret-input.ts';
import type { ImageTools } from './image-tools.ts';

/** Where files of the secrets volume are not root's alone, or do not read back; never with a value. */
export async function secretFaults(
  volume: string,
  secrets: readonly SecretFile[],
  { run }: ImageTools,
): Promise<readonly string[]> {
  const listing = new TextDecoder().decode(await run('debugfs', ['-R', 'ls -p /', volume]));
  const modes = [
    { name: '.', mode: '040700' },
    { name: '..', mode: '040700' },
    { name: 'lost+found', mode: '040700' },
    ...secrets.map(({ name }) => ({ name, mode: '100400' })),
  ];
  const faults = [...listingFaults(listing, modes)];
  for (const { name, content } of secrets) {
    const read = await run('debugfs', ['-R', `cat /${name}`, volume]);
    if (Buffer.compare(read, Buffer.from(content)) !== 0) faults.push(`${name} does not read back`);
  }
  return faults;
}

/** Lines are `/INODE/MODE/UID/GID/NAME/SIZE/`. */
function listingFaults(
  listing: string,
  wanted: readonly { readonly name: string; readonly mode: string }[],
): readonly string[] {
  const found = listing
    .split('\n')
    .map((line) => line.split('/'))
    .filter((fields) => fields.length > 5 && fields[5] !== '')
    .map(([, , mode, uid, gid, name]) => `${name ?? ''} ${mode ?? ''} ${uid ?? ''}:${gid ?? ''}`);
  const meant = wanted.map(({ name, mode }) => `${name} ${mode} 0:0`);
  return [
    ...meant.filter((entry) => !found.includes(entry)).map((entry) => `secrets lacks ${entry}`),
    ...found.filter((entry) => !meant.includes(entry)).map((entry) => `secrets has ${entry}`),
  ];
}
