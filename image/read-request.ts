import { resolve } from 'node:path';
import { Problem } from '../test/bootstrap/problem.mjs';
import { ARCHITECTURES, type Architecture } from './architectures.ts';
import type { ImageRequest } from './build-image.ts';

export const HELP = `npm run image -- [--arch amd64|arm64] [--out FILE] [--k0sctl FILE]
npm run image -- --update-lock

Writes the image as an OCI archive, and prints its digest.

  --arch ARCH     amd64 or arm64 (default: this machine's)
  --out FILE      the archive to write (default: kubernixos-ARCH.tar)
  --k0sctl FILE   the program k0sctl for that architecture
  --update-lock   pin the packages that Debian and npm have now in image/lock.json
`;

interface Values {
  readonly arch?: string | undefined;
  readonly out?: string | undefined;
  readonly k0sctl?: string | undefined;
}

/** What is asked for, where this machine is of one architecture. Throws a `Problem` for what cannot be. */
export function readRequest(
  { arch, k0sctl, out }: Values,
  machine: string,
  epoch: string | undefined,
): ImageRequest {
  const architecture = findArchitecture(arch, machine);
  return {
    architecture,
    out: resolve(out ?? `kubernixos-${architecture.name}.tar`),
    k0sctl: k0sctl === undefined ? null : resolve(k0sctl),
    epoch: readEpoch(epoch),
  };
}

function findArchitecture(name: string | undefined, machine: string): Architecture {
  const found = ARCHITECTURES.find((known) =>
    name === undefined ? known.npm === machine : known.name === name,
  );
  if (found !== undefined) return found;
  const known = ARCHITECTURES.map((architecture) => architecture.name).join(' and ');
  throw new Problem(
    `There are images for ${known}, not for ${name ?? machine}: give one by --arch.`,
  );
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function readEpoch(text = '0'): number {
  if (/^\d{1,11}$/.test(text)) return Number(text);
  throw new Problem(`SOURCE_DATE_EPOCH is ${JSON.stringify(text)}, which is no number of seconds.`);
}
