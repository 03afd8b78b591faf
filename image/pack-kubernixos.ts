import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../test/bootstrap/paths.mjs';
import { runProgram } from './run-program.ts';

/** Puts what npm would publish of this checkout into a directory, with the packages that its lock file names. */
export async function packKubernixos(directory: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'kubernixos-pack-'));
  // dist is what it has to be already, and packing would compile it once more.
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', work];
  await runProgram('npm', pack, { cwd: checkout });
  const [tarball = ''] = await readdir(work);
  await mkdir(directory, { recursive: true });
  const from = ['--extract', '--file', join(work, tarball), '--directory', directory];
  await runProgram('tar', [...from, '--strip-components=1']);
  // The image has no program that shows it.
  await rm(join(directory, 'man'), { recursive: true, force: true });
  await chmod(join(directory, 'dist/cli.js'), 0o755);
  await installPackages(directory, work);
  await rm(work, { recursive: true });
}

async function installPackages(directory: string, work: string): Promise<void> {
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(checkout, name), join(work, name));
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  await runProgram('npm', ['ci', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: work });
  const installed = join(work, 'node_modules');
  // Programs of packages that nobody calls, and npm's own record.
  for (const name of ['.bin', '.package-lock.json'])
    await rm(join(installed, name), { recursive: true, force: true });
  await cp(installed, join(directory, 'node_modules'), { recursive: true, verbatimSymlinks: true });
}
