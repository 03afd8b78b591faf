import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { whyNotInstallable, withPackagesLock } from './debian-packages.mjs';
import { cacheDirectory } from './paths.mjs';
import { Problem } from './problem.mjs';
import { run } from './programs.mjs';
import { say, sayWhile } from './say.mjs';

// The same as in src/adapters/ipxe/ipxe-release.ts: the tool finds it in its cache.
const ipxe = {
  directory: 'ipxe/2.0.0+dfsg-5',
  file: 'ipxe_2.0.0+dfsg-5_all.deb',
  url: 'http://deb.debian.org/debian/pool/main/i/ipxe/ipxe_2.0.0%2bdfsg-5_all.deb',
  sha256: 'f0f2b3df949f3207e2ca5c1324d23d0ad94a968c3d53e18ed8ea57b12f24a4bb',
};

const kernel = 'linux-image-cloud-amd64';

/**
 * Downloads iPXE, and a kernel and programs for virtual machines, into the cache. They are not installed:
 * iPXE is of a later Debian, and a machine keeps its own kernel.
 */
export async function provideMachineFiles() {
  const [guest, boot] = [guestDirectory(), join(cacheDirectory(), ipxe.directory)];
  if (existsSync(guest) && existsSync(join(boot, ipxe.file))) return;
  if (whyNotInstallable() === 'no-debian') {
    say('Machines are not booted in tests: iPXE and a kernel come from Debian’s archive.');
    return;
  }
  try {
    await withPackagesLock((lock) =>
      sayWhile('Downloading iPXE, and a kernel for virtual machines', async () => {
        if (!existsSync(join(boot, ipxe.file))) await downloadIpxe(boot, lock);
        if (!existsSync(guest)) await downloadGuest(guest, lock);
      }),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`${error.message}\nMachines are not booted in tests.`);
  }
}

/** Where a kernel with its modules and a static busybox lie, as below `/`. */
export function guestDirectory() {
  return join(cacheDirectory(), 'machine-guest');
}

/**
 * @param {string} directory
 * @param {number} lock
 */
async function downloadIpxe(directory, lock) {
  mkdirSync(directory, { recursive: true });
  const draft = join(directory, `${ipxe.file}.${process.pid}`);
  try {
    const args = ['download-file', ipxe.url, draft, `SHA256:${ipxe.sha256}`];
    await must('/usr/lib/apt/apt-helper', args, { lock });
    renameSync(draft, join(directory, ipxe.file));
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} directory
 * @param {number} lock
 */
async function downloadGuest(directory, lock) {
  const work = `${directory}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    await must('apt-get', ['-qq', 'update'], { lock });
    const { stdout } = await must('apt-cache', ['depends', kernel], { lock });
    const image = /Depends: (linux-image-\S+)/.exec(stdout)?.[1] ?? kernel;
    await must('apt-get', ['-qq', 'download', image, 'busybox-static'], { cwd: work, lock });
    for (const deb of readdirSync(work).filter((name) => name.endsWith('.deb')))
      await must('dpkg-deb', ['--extract', join(work, deb), join(work, 'root')], { lock });
    renameSync(join(work, 'root'), directory);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('./programs.mjs').RunOptions} options
 */
async function must(program, args, options) {
  const result = await run(program, args, options);
  if (result.succeeded) return result;
  throw new Problem(`${program} ${args.join(' ')} failed: ${result.tail}`);
}
