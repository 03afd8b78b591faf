import { hash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { download, SLOWEST_MILLISECONDS } from '../download.ts';
import { makeDirectories } from '../make-directories.ts';
import { makeOwnDirectory } from '../own-directory.ts';
import { runSupervised } from '../supervise.ts';
import { dataOfDeb } from './deb-member.ts';
import { IPXE_RELEASE, type PinnedProgram } from './ipxe-release.ts';

/** A program of the cache; null where it is not there, or is not the pinned one. */
export async function readPinned(
  cache: string,
  { member, sha256 }: PinnedProgram,
): Promise<Uint8Array | null> {
  const content = await readFile(join(cache, member)).catch(() => null);
  return content !== null && hash('sha256', content) === sha256 ? content : null;
}

interface IpxeSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Addresses of directories that have the package. */
  readonly mirrors: readonly string[];
}

/** Downloads the package unless it is there, and puts a program of it into the cache. */
export async function fillCache(
  cache: string,
  { member }: PinnedProgram,
  { env, mirrors }: IpxeSource,
  signal: AbortSignal,
): Promise<void> {
  await makeDirectories(cache);
  const work = await makeOwnDirectory(cache, 'draft-');
  try {
    const deb = await obtain(cache, work, mirrors, signal);
    const archive = join(work, 'data.tar');
    await writeFile(archive, dataOfDeb(deb));
    await writeFile(join(work, member), await extract(archive, member, env, signal));
    await writeFile(join(work, IPXE_RELEASE.file), deb);
    for (const name of [IPXE_RELEASE.file, member])
      await rename(join(work, name), join(cache, name));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The package: from the cache, where others may have put it, or from the first server that has it. */
async function obtain(
  cache: string,
  work: string,
  mirrors: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { file, sha256, bytes } = IPXE_RELEASE;
  const kept = await readFile(join(cache, file)).catch(() => null);
  if (kept !== null && hash('sha256', kept) === sha256) return kept;
  const reasons: string[] = [];
  const bounds = { mostBytes: bytes, idleMilliseconds: SLOWEST_MILLISECONDS };
  for (const [index, mirror] of mirrors.entries()) {
    const draft = join(work, `${String(index)}.deb`);
    try {
      const got = await download(`${mirror}${file}`, draft, bounds, signal);
      if (got.sha256 === sha256) return await readFile(draft);
      reasons.push(`${mirror}${file} has the sha256 ${got.sha256}, not ${sha256}`);
    } catch (error) {
      signal.throwIfAborted();
      reasons.push(reasonOf(error));
    }
  }
  throw notObtained(cache, reasons);
}

async function extract(
  archive: string,
  member: string,
  { PATH }: IpxeSource['env'],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const args = ['-x', '-f', archive, '--to-stdout', `./usr/lib/ipxe/${member}`];
  const result = await runSupervised({ command: 'tar', args, env: { PATH, LC_ALL: 'C' } }, signal);
  if (result.type === 'exited' && result.exitCode === 0) return result.stdout;
  throw new Failure({
    code: 'program-missing',
    message: `iPXE cannot be taken out of Debian's package: ${why(result)}`,
    hint: 'Install tar and xz, or name a directory with ipxe.efi and ipxe.lkrn by --ipxe.',
  });
}

function why(result: Awaited<ReturnType<typeof runSupervised>>): string {
  if (result.type === 'missing') return 'there is no tar';
  return new TextDecoder().decode(result.stderr).trim().split('\n')[0] ?? '';
}

function notObtained(cache: string, reasons: readonly string[]): Failure {
  return new Failure({
    code: 'no-ipxe',
    message: ['iPXE cannot be had:', ...reasons].join('\n- '),
    hint: `Put ${IPXE_RELEASE.file} of Debian into ${cache}, or name a directory with ipxe.efi and ipxe.lkrn by --ipxe.`,
  });
}
