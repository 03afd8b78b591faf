/** A disk, or a part of one, as the system lists it. */
export interface BlockDevice {
  /** Such as `/dev/sdb`. */
  readonly path: string;
  /** As lsblk calls it: `disk`, `part`, `crypt`, `lvm`, `raid1`, `loop`, `rom`. */
  readonly type: string;
  readonly bytes: number;
  readonly model: string;
  readonly serial: string;
  /** How it is connected, such as `usb` or `nvme`. */
  readonly transport: string;
  readonly removable: boolean;
  readonly readOnly: boolean;
  /** Where it is mounted; `[SWAP]` stands for memory. */
  readonly mounts: readonly string[];
  /** The file system, or what it is a member of, such as `LVM2_member`. */
  readonly content: string;
  /** Major and minor number, as `8:16`. */
  readonly number: string;
  readonly sectorBytes: number;
  /** Its partitions, and what is built on it. */
  readonly parts: readonly BlockDevice[];
}
