import type { Machine } from '../model/machine.ts';

/** The one line that an image is told by. */
export function imageLine(
  file: string,
  { name, boot, os }: Pick<Machine, 'name' | 'boot' | 'os'>,
  { bytes, sha256 }: { readonly bytes: number; readonly sha256: string },
): string {
  const starts =
    boot.source === 'network'
      ? 'secrets only'
      : `${boot.firmware.map((one) => one.toUpperCase()).join(' and ')}, Flatcar ${os.version}`;
  return `${file}: ${name}, ${String(bytes / 1024 ** 2)} MiB, ${starts}, sha256 ${sha256}\n`;
}
