import type { BlockDevice } from '../model/block-device.ts';

/** The disks of this machine. */
export interface BlockDevices {
  /** With links resolved: what a path names, and everything there is. */
  list(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly path: string; readonly devices: readonly BlockDevice[] }>;
}

/** What is on a stick of an image: nothing, a part of it at most, or perhaps all of it. */
export type StickState = 'untouched' | 'begun' | 'written';

/** Hears how far the writing is. */
export interface WriteWatch {
  /** Parts of one, of writing and reading back together. */
  readonly progress: (done: number) => void;
  /** Called before the stick gets into a state. */
  readonly reached: (state: StickState) => void;
}

/** Writes images to devices. */
export interface StickWriter {
  /** The size of an image. Throws a `Failure` for what is none that `machine image` made. */
  inspect(image: string): Promise<{ readonly bytes: number; readonly isShared: boolean }>;
  /**
   * Writes an image to a device that nothing else uses, moves the spare table to its end, and reads all
   * back from the device itself. Throws a `Failure` where something is not as it was meant.
   */
  write(
    image: string,
    device: BlockDevice,
    watch: WriteWatch,
    signal: AbortSignal,
  ): Promise<{ readonly sha256: string }>;
}
