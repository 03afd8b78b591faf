import { createHash } from 'node:crypto';
import type { IpxeOrigin, IpxePrograms } from '../../model/boot-image.ts';

/** What is told of programs of iPXE: their version, and the SHA-256 of each. */
export function ipxeOrigin({ version, efi, lkrn }: IpxePrograms): IpxeOrigin {
  return {
    version,
    programs: { efi: sha256(efi), ...(lkrn === null ? {} : { bios: sha256(lkrn) }) },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
