import type { BlockDevice } from '../model/block-device.ts';

/** The disks of this machine. */
export interface BlockDevices {
  /** With links resolved: what a path names, and everything there is. */
  list(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly path: string; readonly devices: readonly BlockDevice[] }>;
}

/** Writes images to devices. */
export interface StickWriter {
  /** The size of an image. Throws a `Failure` for what is none that `machine image` made. */
  inspect(image: string): Promise<{ readonly bytes: number; readonly isShared: boolean }>;
  /**
   * Writes an image to a device that nothing else uses, moves the spare table to its end, and reads all
   * back. `progress` gets parts of one. Throws a `Failure` where something is not as it was meant.
   */
  write(
    image: string,
    device: BlockDevice,
    progress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<{ readonly sha256: string }>;
}
