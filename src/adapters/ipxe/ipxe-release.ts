import type { MachineArch } from '../../model/machine.ts';

/** A program of iPXE in Debian's package, and its sha256. */
export interface PinnedProgram {
  readonly member: string;
  readonly sha256: string;
}

/**
 * Debian's build of iPXE 2.0.0, the first that can compare hashes of what it boots. HTTPS is in it. The
 * second address keeps every version for good; the first is quicker as long as the version is current.
 */
export const IPXE_RELEASE = {
  version: '2.0.0+dfsg-5',
  file: 'ipxe_2.0.0+dfsg-5_all.deb',
  bytes: 2_622_368,
  sha256: 'f0f2b3df949f3207e2ca5c1324d23d0ad94a968c3d53e18ed8ea57b12f24a4bb',
  mirrors: [
    'https://deb.debian.org/debian/pool/main/i/ipxe/',
    'https://snapshot.debian.org/archive/debian/20260601T000000Z/pool/main/i/ipxe/',
  ],
} as const;

export const EFI_PROGRAMS: Readonly<Record<MachineArch, PinnedProgram>> = {
  x86_64: {
    member: 'ipxe-amd64.efi',
    sha256: '548f6fc510131b10d3f77a2b9fbdedf2f00308ae5e03ecb16b66a2a6b9665408',
  },
  aarch64: {
    member: 'ipxe-arm64.efi',
    sha256: 'f9639206ce233e495ea8dd727ab0056420a8b691161f2dfcfcc89a5acf680944',
  },
};

/** What syslinux starts on a BIOS. */
export const BIOS_PROGRAM: PinnedProgram = {
  member: 'ipxe.lkrn',
  sha256: 'e48445b00c3da63d9b16e82837ef39fe3ef577c82a867d2d4f23f4d8b760434a',
};
