import type { SecretSource } from '../model/cluster.ts';

/** Reads what the description only names. */
export interface SecretValues {
  /** The value without the end of its last line. Throws a `Failure` that never shows it. */
  read(source: SecretSource, option: string): Promise<string>;
}
