/**
 * One file of the volume `/secrets`, and what belongs into it. Nix knows names only. Where nothing of
 * it is supplied, its units stay inactive; where a part is, all that is required must be.
 */
export interface MachineSecrets {
  /** The group's name in the hostgroup, such as `k3s`. */
  readonly group: string;
  /** The file's name, such as `k3s_env`: letters, digits, `_`, `.` and `-`. */
  readonly file: string;
  /** Assignments as EnvironmentFile of systemd has them; or the value of the only key, as it is. */
  readonly format: 'environment' | 'value';
  /** Sorted by name. */
  readonly keys: readonly SecretKey[];
  /** Variables with these beginnings belong to it also where no key names them, as `K3S_`. */
  readonly prefixes: readonly string[];
  /** Variables that it does not take unless they are empty, since an option decides what they say. */
  readonly reserved: readonly ReservedVariable[];
  /** The units that start only where the file is there and not empty. */
  readonly units: readonly string[];
}

export interface ReservedVariable {
  readonly name: string;
  /** The option of the machine to write in its place. */
  readonly instead: string;
}

export interface SecretKey {
  readonly name: string;
  /** Whether the file is worth nothing without it; its value is not empty then. */
  readonly required: boolean;
  readonly description: string;
}
