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
