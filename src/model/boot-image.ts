/** What a disk image holds. Numbers of sectors have 512 bytes each. */
export interface ImagePlan {
  readonly diskId: string;
  readonly sectors: number;
  /** In the order in which they lie on the disk. */
  readonly partitions: readonly ImagePartition[];
  /** Files of the partition `efi`, by their paths; empty where there is no such partition. */
  readonly bootFiles: readonly BootFile[];
  /** Whether it is to start on a BIOS too. */
  readonly bios: boolean;
}

export interface ImagePartition {
  readonly name: 'efi' | 'secrets';
  readonly start: number;
  readonly sectors: number;
  /** The GUID of its type, in upper case. */
  readonly type: string;
  /** Its own GUID, in upper case. */
  readonly id: string;
  /** Whether a BIOS starts from it. */
  readonly bootable: boolean;
}

/** A file of the first partition, such as `EFI/BOOT/BOOTX64.EFI`. */
export interface BootFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** iPXE as programs that a firmware starts. */
export interface IpxePrograms {
  readonly version: string;
  /** For UEFI. */
  readonly efi: Uint8Array;
  /** For a BIOS; null where it was not asked for. */
  readonly lkrn: Uint8Array | null;
}

export const SECTOR_BYTES = 512;

/** Of the file system with the secrets: as many files and directories as it can have. */
export const SECRETS_INODES = 128;

/** iPXE, by its version and the SHA-256 of each program that is taken of it. */
export interface IpxeOrigin {
  readonly version: string;
  readonly programs: Readonly<Record<string, string>>;
}
