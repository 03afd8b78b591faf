import type { JsonObject } from './json.ts';
import type { MachineSecrets } from './machine-secrets.ts';

/** A node that holds no operating system on disk, as a hostgroup describes it. */
export interface Machine {
  /** Its name in the hostgroup. */
  readonly name: string;
  /** What the node calls itself. */
  readonly hostname: string;
  readonly match: MachineMatch;
  readonly arch: MachineArch;
  readonly os: MachineOs;
  readonly boot: MachineBoot;
  /** All that the kernel is told, in one line of at most `MOST_KERNEL_BYTES`; no secret is in it. */
  readonly kernelCommandLine: string;
  /** The whole configuration of the node, for Ignition 3.3.0. */
  readonly ignition: JsonObject;
  /** The same as text: the very bytes that a pointer pins by their hash. */
  readonly ignitionText: string;
  /**
   * What iPXE runs. Exactly one line begins with `kernel `, and ends in ` || goto …`; what stands
   * between URL and that is `kernelCommandLine`, behind the `initrd=` that iPXE itself needs.
   */
  readonly ipxeScript: string;
  readonly secrets: readonly MachineSecrets[];
  /** What the node is made of, sorted by name. */
  readonly parts: readonly MachinePart[];
}

/**
 * The bytes of a command line that reach the kernel: it takes 2047, and on UEFI iPXE puts its own
 * `kernel initrd=initrd.magic ` before ours. What is beyond is lost without a word.
 */
export const MOST_KERNEL_BYTES = 2020;

/** How a machine is told from others, when it asks for its configuration. */
export interface MachineMatch {
  /** In lower case with colons, sorted. */
  readonly macs: readonly string[];
  /** In lower case. */
  readonly uuid: string | null;
  readonly serial: string | null;
}

export const MACHINE_ARCHS = ['x86_64', 'aarch64'] as const;

export type MachineArch = (typeof MACHINE_ARCHS)[number];

/** The operating system, pinned. */
export interface MachineOs {
  readonly type: 'flatcar';
  readonly channel: string;
  readonly version: string;
  /** Where the files of this version lie, without a slash at its end. */
  readonly baseUrl: string;
  readonly kernel: PinnedFile;
  readonly initrd: PinnedFile;
}

export interface PinnedFile {
  readonly url: string;
  /** 128 hexadecimal digits, in lower case. */
  readonly sha512: string;
}

export const MACHINE_FIRMWARES = ['uefi', 'bios'] as const;

export type MachineFirmware = (typeof MACHINE_FIRMWARES)[number];

export const BOOT_SOURCES = ['stick', 'network'] as const;

export const VERIFICATIONS = ['required', 'uefi-only', 'none'] as const;

export interface MachineBoot {
  /**
   * Where the firmware finds iPXE and its script: on the stick that also holds the secrets, or on
   * the network, where the image has the secrets alone.
   */
  readonly source: (typeof BOOT_SOURCES)[number];
  /** What the image is to start on; with `bios`, `verify` is never `required`. */
  readonly firmware: readonly MachineFirmware[];
  /** Whether iPXE compares the operating system with its hashes; it can do so with UEFI only. */
  readonly verify: (typeof VERIFICATIONS)[number];
  readonly ignition: IgnitionDelivery;
  /** The consoles of the kernel, such as `ttyS0,115200`. */
  readonly consoles: readonly string[];
}

/** How the node gets its configuration. */
export type IgnitionDelivery =
  /** The file `node.ign` in the first partition holds `ignitionText`; only from a stick with UEFI. */
  | { readonly type: 'embedded' }
  /**
   * A short configuration that fetches the whole one, and refuses any other than this. It stands on
   * the kernel command line; where a token is needed, in the file `node.ign` of the stick instead,
   * with the header `Authorization: Bearer TOKEN` added to `document.ignition.config.replace`.
   */
  | {
      readonly type: 'pointer';
      readonly url: string;
      readonly document: JsonObject;
      readonly needsToken: boolean;
    }
  /** Fetched from here, whatever it is. */
  | { readonly type: 'url'; readonly url: string };

/** Something that is pinned, or generated from what is. */
export interface MachinePart {
  readonly name: string;
  readonly version: string | null;
  /** As `sha512-HEX`; null for what has no hash. */
  readonly hash: string | null;
  readonly url: string | null;
}
