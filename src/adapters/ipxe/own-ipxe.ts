import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { MachineArch } from '../../model/machine.ts';
import type { Ipxe } from '../../ports/ipxe.ts';

/** As iPXE's own build calls them, and nixpkgs' package; Debian's has the longer names. */
const EFI_NAMES: Readonly<Record<MachineArch, readonly string[]>> = {
  x86_64: ['ipxe-amd64.efi', 'ipxe.efi'],
  aarch64: ['ipxe-arm64.efi'],
};

/** iPXE of the user's own build, in a directory; its version is told by its hash. */
export function ownIpxe(cwd: string, directory: string): Ipxe {
  const read = async (names: readonly string[]) => {
    let cause: unknown;
    for (const name of names)
      try {
        return await readFile(join(resolve(cwd, directory), name));
      } catch (error) {
        cause = error;
      }
    throw notThere(directory, names, cause);
  };
  return {
    async load({ arch, bios }) {
      const efi = await read(EFI_NAMES[arch]);
      const lkrn = bios ? await read(['ipxe.lkrn']) : null;
      const hash = createHash('sha256')
        .update(efi)
        .update(lkrn ?? '');
      return { version: `own build, sha256 ${hash.digest('hex')}`, efi, lkrn };
    },
  };
}

function notThere(directory: string, names: readonly string[], cause: unknown): Failure {
  return new Failure({
    code: 'no-ipxe',
    message: `${directory} has no ${names.join(' or ')}: ${reasonOf(cause)}`,
    hint: "Leave --ipxe out for Debian's build, which is pinned.",
    cause,
  });
}
