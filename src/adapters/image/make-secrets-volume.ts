import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ImagePartition, SECRETS_INODES, SECTOR_BYTES } from '../../model/boot-image.ts';
import type { SecretFile } from '../../model/secret-input.ts';
import { IMAGE_TIME, type ImageTools } from './image-tools.ts';

/** These make it ext4, whatever a machine's defaults are; no journal, since it is mounted read-only. */
const FEATURES =
  'none,ext_attr,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,extra_isize,metadata_csum';

/**
 * Makes an ext4 file system with secrets that only root may read, in a file of a directory. Returns
 * where it is. Names were checked: debugfs takes words apart at spaces, and fails without a word.
 */
export async function makeSecretsVolume(
  directory: string,
  { sectors, id }: ImagePartition,
  secrets: readonly SecretFile[],
  { run }: ImageTools,
): Promise<string> {
  const source = join(directory, 'secrets');
  await mkdir(source, { mode: 0o700 });
  for (const { name, content } of secrets)
    await writeFile(join(source, name), content, { flag: 'wx', mode: 0o400 });
  const volume = join(directory, 'secrets.ext4');
  await writeFile(volume, '', { flag: 'wx', mode: 0o600 });
  await truncate(volume, sectors * SECTOR_BYTES);
  await run('mke2fs', [
    ...['-q', '-O', FEATURES, '-b', '1024', '-I', '256', '-m', '0'],
    ...['-N', String(SECRETS_INODES)],
    ...['-L', 'secrets', '-U', id.toLowerCase(), '-d', source],
    ...['-E', `hash_seed=${id.toLowerCase()},root_owner=0:0,lazy_itable_init=0`, volume],
  ]);
  await run('debugfs', ['-w', '-f', '-', volume], ownership(secrets));
  return volume;
}

/** What mke2fs takes from the files it copies: their owner, and times that are never the same. */
function ownership(secrets: readonly SecretFile[]): string {
  const names = secrets.map(({ name }) => ({ path: `/${name}`, mode: '0100400' }));
  const all = [{ path: '/', mode: '040700' }, ...names];
  return all
    .flatMap(({ path, mode }) => [
      `set_inode_field ${path} mode ${mode}`,
      `set_inode_field ${path} uid 0`,
      `set_inode_field ${path} gid 0`,
      ...TIMES.flatMap((time) => [
        `set_inode_field ${path} ${time} @${String(IMAGE_TIME)}`,
        `set_inode_field ${path} ${time}_extra 0`,
      ]),
    ])
    .join('\n');
}

const TIMES = ['atime', 'ctime', 'mtime', 'crtime'];
