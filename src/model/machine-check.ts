/** A unit of systemd as a configuration has it. */
export interface GeneratedUnit {
  readonly name: string;
  /** Null where the system brings the unit, and the configuration only adds to it. */
  readonly contents: string | null;
  readonly dropins: readonly { readonly name: string; readonly contents: string }[];
}

/** What came of one check of a machine's configuration. */
export type MachineCheck =
  | { readonly type: 'passed'; readonly by: string }
  /** It could not be made: why, and how it could. */
  | { readonly type: 'left-out'; readonly by: string; readonly reason: string }
  | { readonly type: 'failed'; readonly by: string; readonly faults: readonly string[] };

/** What the checks of one machine found. */
export interface CheckedMachine {
  readonly name: string;
  /** How many it has. */
  readonly files: number;
  readonly units: number;
  readonly checks: readonly MachineCheck[];
}
