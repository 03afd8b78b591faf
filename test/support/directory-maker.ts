/** Makes and removes private directories below its argument, one after the other, until it is killed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeGuardedDirectory } from '../../src/adapters/guarded-directory.ts';

const parent = process.argv[2] ?? '';
for (;;) {
  const directory = await makeGuardedDirectory(process.env, 'kubernixos-x-', parent);
  await writeFile(join(directory.path, 'archive.tar.gz'), 'secret');
  process.stdout.write('made\n');
  await directory.remove();
}
