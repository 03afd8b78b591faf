import { constants, copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { isFile } from '../file-system.ts';

/** Where distributions have OVMF, and how they call its parts. */
const PLACES = [
  { directory: '/usr/share/OVMF', code: 'OVMF_CODE_4M.fd', variables: 'OVMF_VARS_4M.fd' },
  { directory: '/usr/share/OVMF', code: 'OVMF_CODE.fd', variables: 'OVMF_VARS.fd' },
  { directory: '/usr/share/edk2/x64', code: 'OVMF_CODE.4m.fd', variables: 'OVMF_VARS.4m.fd' },
  { directory: '/usr/share/edk2/ovmf', code: 'OVMF_CODE.fd', variables: 'OVMF_VARS.fd' },
];

/** Finds the firmware, and copies its variables into a directory. Throws a `Failure` where there is none. */
export async function copyFirmware(
  target: string,
  own: string | null,
  cwd: string,
): Promise<{ readonly code: string; readonly variables: string }> {
  const places =
    own === null ? PLACES : PLACES.map((place) => ({ ...place, directory: resolve(cwd, own) }));
  const found = places.find(
    ({ directory, code, variables }) => isFile(directory, code) && isFile(directory, variables),
  );
  if (found === undefined) throw noFirmware(own);
  const variables = join(target, 'variables');
  await copyFile(join(found.directory, found.variables), variables, constants.COPYFILE_EXCL);
  return { code: join(found.directory, found.code), variables };
}

function noFirmware(own: string | null): Failure {
  return new Failure({
    code: 'no-firmware',
    message: own === null ? 'there is no firmware for UEFI' : `${own} has no firmware for UEFI`,
    hint: "Install OVMF; Debian's package is ovmf. Or name a directory with OVMF_CODE.fd and OVMF_VARS.fd by --ovmf, as of nixpkgs' OVMF.fd.",
  });
}
