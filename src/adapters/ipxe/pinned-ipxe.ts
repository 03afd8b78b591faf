import { join } from 'node:path';
import type { IpxeOrigin } from '../../model/boot-image.ts';
import { Failure } from '../../model/failure.ts';
import type { Machine } from '../../model/machine.ts';
import type { Ipxe } from '../../ports/ipxe.ts';
import { baseDirectory } from '../home-directory.ts';
import { fillCache, readPinned } from './ipxe-cache.ts';
import { BIOS_PROGRAM, EFI_PROGRAMS, IPXE_RELEASE, type PinnedProgram } from './ipxe-release.ts';

/**
 * iPXE as Debian builds it. What was downloaded once is kept in the user's cache, and compared with
 * its hash each time that it is used.
 */
export function pinnedIpxe(
  env: Readonly<Record<string, string | undefined>>,
  mirrors: readonly string[] = IPXE_RELEASE.mirrors,
): Ipxe {
  const { version } = IPXE_RELEASE;
  const cache = join(baseDirectory(env, 'XDG_CACHE_HOME'), 'kubernixos', 'ipxe', version);
  const load = async (program: PinnedProgram, signal: AbortSignal) => {
    const kept = await readPinned(cache, program);
    if (kept !== null) return kept;
    await fillCache(cache, program, { env, mirrors }, signal);
    return (await readPinned(cache, program)) ?? failOther(program);
  };
  return {
    async load({ arch, bios }, signal) {
      const efi = await load(EFI_PROGRAMS[arch], signal);
      return { version, efi, lkrn: bios ? await load(BIOS_PROGRAM, signal) : null };
    },
  };
}

/** What of it is in the image of a machine; null where that has none. */
export function pinnedOrigin({ arch, boot }: Pick<Machine, 'arch' | 'boot'>): IpxeOrigin | null {
  if (boot.source === 'network') return null;
  const bios = boot.firmware.includes('bios') ? { bios: BIOS_PROGRAM.sha256 } : {};
  return { version: IPXE_RELEASE.version, programs: { efi: EFI_PROGRAMS[arch].sha256, ...bios } };
}

function failOther({ member }: PinnedProgram): never {
  throw new Failure({
    code: 'no-ipxe',
    message: `${member} is not the pinned one, though it comes from the pinned package`,
    hint: 'Is the disk with ~/.cache full?',
  });
}
