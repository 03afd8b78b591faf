import type { MachineArch } from '../../model/machine.ts';

/** A release of Flatcar. */
export interface FlatcarRelease {
  readonly channel: string;
  readonly version: string;
  readonly arch: MachineArch;
}

/** How Flatcar calls the kernel, and the system that it unpacks. */
export const RELEASE_FILES = {
  kernel: 'flatcar_production_pxe.vmlinuz',
  initrd: 'flatcar_production_pxe_image.cpio.gz',
} as const;

export type ReleaseFile = keyof typeof RELEASE_FILES;

const BOARDS: Readonly<Record<MachineArch, string>> = { x86_64: 'amd64-usr', aarch64: 'arm64-usr' };

/** Where Flatcar publishes a channel. */
export function publisherOf(channel: string): string {
  return `https://${channel}.release.flatcar-linux.net`;
}

/** The directory of a release below that address, such as `amd64-usr/4593.2.5`. */
export function releasePath({ arch, version }: Pick<FlatcarRelease, 'arch' | 'version'>): string {
  return `${BOARDS[arch]}/${version}`;
}

/** The version that a file `version.txt` tells; null where it tells none. */
export function currentVersion(text: string): string | null {
  return /^FLATCAR_VERSION=(\d+\.\d+\.\d+)$/m.exec(text)?.[1] ?? null;
}

/** Whether a version comes before another one, such as 4593.2.5 before 4593.10.0. */
export function isOlder(version: string, than: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [one, other] = [parts(version), parts(than)];
  const at = one.findIndex((part, index) => part !== other[index]);
  return at !== -1 && (one[at] ?? 0) < (other[at] ?? 0);
}

/** The SHA-512 of a file in a list `DIGESTS`; null where it has none. */
export function digestOf(text: string, file: string): string | null {
  for (const line of text.split('\n')) {
    const [digest = '', name = ''] = line.trim().split(/\s+/);
    if (name === file && /^[0-9a-f]{128}$/.test(digest)) return digest;
  }
  return null;
}
