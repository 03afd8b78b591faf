import type { FlatcarRelease } from './release-files.ts';

/** How each of these modules begins: only such a file is replaced. */
export const PIN_HEADER = '# Written by kubernixos machine fetch-os.';

/** A release and the hashes of its files, as a module for all machines. */
export function pinModule(
  { channel, version }: FlatcarRelease,
  hashes: { readonly kernel: string; readonly initrd: string },
  baseUrl: string | null,
): string {
  const base = baseUrl === null ? '' : `    baseUrl = ${JSON.stringify(baseUrl)};\n`;
  return `${PIN_HEADER}
{
  kubernixos.machineDefaults.os.flatcar = {
    channel = "${channel}";
    version = "${version}";
${base}    kernel.sha512 = "${hashes.kernel}";
    initrd.sha512 = "${hashes.initrd}";
  };
}
`;
}
