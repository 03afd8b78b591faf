import type { MachineArch } from '../../model/machine.ts';
import type { FlatcarRelease } from './release-files.ts';

/** How each of these modules begins: only such a file is replaced. */
export const PIN_HEADER = '# Written by kubernixos machine fetch-os.';

/** A release and the hashes of its files, as a module for all machines. */
export function pinModule(
  { channel, version, arch }: FlatcarRelease,
  hashes: { readonly kernel: string; readonly initrd: string },
  baseUrl: string | null,
): string {
  const base = baseUrl === null ? '' : `    baseUrl = ${JSON.stringify(baseUrl)};\n`;
  return `${PIN_HEADER}
{
${archLine(arch)}  kubernixos.machineDefaults.os.flatcar = {
    channel = "${channel}";
    version = "${version}";
${base}    kernel.sha512 = "${hashes.kernel}";
    initrd.sha512 = "${hashes.initrd}";
  };
}
`;
}

/** The hashes are those of one architecture: machines of another one must not get them unseen. */
function archLine(arch: MachineArch): string {
  return arch === 'x86_64' ? '' : `  kubernixos.machineDefaults.arch = "${arch}";\n`;
}

/** The release that such a module pins; null where it is another text. */
export function pinnedRelease(text: string): Pick<FlatcarRelease, 'channel' | 'version'> | null {
  if (!text.startsWith(PIN_HEADER)) return null;
  const [, channel] = /^ {4}channel = "([a-z]+)";$/m.exec(text) ?? [];
  const [, version] = /^ {4}version = "([\d.]+)";$/m.exec(text) ?? [];
  return channel === undefined || version === undefined ? null : { channel, version };
}
