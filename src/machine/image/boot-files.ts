import type { BootFile, IpxePrograms } from '../../model/boot-image.ts';
import { printJson } from '../../model/exact-json.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Machine, MachineArch } from '../../model/machine.ts';

/** What a firmware looks for on a removable disk. https://uefi.org/specs/UEFI/2.10/03_Boot_Manager.html */
const EFI_NAMES: Readonly<Record<MachineArch, string>> = {
  x86_64: 'BOOTX64.EFI',
  aarch64: 'BOOTAA64.EFI',
};

/** iPXE takes the script for itself where its loader brings it as an initial RAM disk. */
const SYSLINUX = `DEFAULT ipxe
PROMPT 0
LABEL ipxe
 KERNEL /syslinux/ipxe.krn
 INITRD /autoexec.ipxe
`;

/**
 * The files of the first partition: iPXE for each firmware, its script, which it looks for by this
 * name, the configuration where the stick brings it, and what the image was made of.
 */
export function bootFiles(
  { arch, ipxeScript }: Pick<Machine, 'arch' | 'ipxeScript'>,
  { efi, lkrn }: IpxePrograms,
  ignition: string | null,
  origin: JsonObject,
): readonly BootFile[] {
  const texts = {
    'autoexec.ipxe': ipxeScript,
    ...(ignition === null ? {} : { 'node.ign': ignition }),
    'kubernixos.json': `${printJson(origin, '  ')}\n`,
    ...(lkrn === null ? {} : { 'syslinux/syslinux.cfg': SYSLINUX }),
  };
  const programs = [
    { path: `EFI/BOOT/${EFI_NAMES[arch]}`, content: efi },
    ...(lkrn === null ? [] : [{ path: 'syslinux/ipxe.krn', content: lkrn }]),
  ];
  const written = Object.entries(texts).map(([path, text]) => ({ path, content: bytesOf(text) }));
  return [...programs, ...written].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
