import { realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { isFile } from '../file-system.ts';

/** Where distributions keep it, seen from the directory of the program syslinux. */
const PLACES = [
  '../lib/SYSLINUX',
  '../lib/syslinux/mbr',
  '../lib/syslinux/bios',
  '../share/syslinux',
];

/** The boot code that looks for the bootable partition of a GPT. Throws a `Failure` where it is not found. */
export async function findBootCode(path: string): Promise<string> {
  for (const directory of path.split(delimiter).filter(Boolean)) {
    const program = join(directory, 'syslinux');
    if (!isFile('/', program)) continue;
    const real = dirname(await realpath(program));
    const found = PLACES.map((place) => join(real, place, 'gptmbr.bin')).find((file) =>
      isFile('/', file),
    );
    if (found !== undefined) return found;
  }
  throw new Failure({
    code: 'program-missing',
    message: 'images for a BIOS need gptmbr.bin of syslinux, which is not installed',
    hint: 'Install syslinux; Debian\'s package has that name. Without it: boot.firmware = [ "uefi" ].',
  });
}
