import type { IpxePrograms } from '../model/boot-image.ts';
import type { MachineArch } from '../model/machine.ts';

/** Where iPXE comes from. */
export interface Ipxe {
  /** Throws a `Failure` where it cannot be had, or is not the pinned one. */
  load(
    wanted: { readonly arch: MachineArch; readonly bios: boolean },
    signal: AbortSignal,
  ): Promise<IpxePrograms>;
}
