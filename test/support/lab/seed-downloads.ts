import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { k0sProgram } from './lab-files.ts';

const architecture = process.arch === 'x64' ? 'amd64' : process.arch;

/** Puts versions of k0s, without the `v`, to where k0sctl has what it downloaded to upload it. */
export async function seedDownloads(home: string, versions: readonly string[]): Promise<void> {
  const dir = join(home, '.cache/k0sctl/k0s/linux', architecture);
  await mkdir(dir, { recursive: true });
  for (const version of versions)
    await writeFile(join(dir, `k0s-${version}`), k0sProgram(version), { mode: 0o755 });
}
