import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runProgram } from './cluster-tools.ts';

const checkout = resolve(import.meta.dirname, '../..');

/** Too large to copy, or the result of another build. */
const NOT_COPIED = ['.git', 'coverage', 'dist', 'node_modules'];

/** Packs a copy of the checkout, so that others can use what is built in it, and gives the tarball's path. */
export async function packTool(dir: string): Promise<string> {
  const copy = join(dir, 'checkout');
  await mkdir(copy, { recursive: true });
  for (const name of await readdir(checkout)) {
    if (!NOT_COPIED.includes(name))
      await cp(join(checkout, name), join(copy, name), { recursive: true });
  }
  await symlink(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  const result = await runProgram('npm', ['pack', '--silent', '--pack-destination', dir], {
    cwd: copy,
  });
  if (result.exitCode !== 0) throw new Error(result.stderr || result.stdout);
  const name = (await readdir(dir)).find((file) => file.endsWith('.tgz'));
  return join(dir, name ?? '');
}
