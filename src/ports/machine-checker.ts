import type { GeneratedUnit } from '../model/machine-check.ts';

/** What a program says about what it was given. */
export type ProgramVerdict =
  | { readonly type: 'missing' }
  /** It could not say anything. */
  | { readonly type: 'failed'; readonly reason: string }
  /** Empty lines are left out; no line is a good sign. */
  | { readonly type: 'said'; readonly lines: readonly string[] };

/** Programs of this machine that know what is valid. */
export interface MachineChecker {
  /** What ignition-validate says about a configuration. */
  ignition(text: string, signal: AbortSignal): Promise<ProgramVerdict>;
  /** What systemd-analyze says about units, and what is added to units, beside that their programs are not here. */
  units(units: readonly GeneratedUnit[], signal: AbortSignal): Promise<ProgramVerdict>;
}
