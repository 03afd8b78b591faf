import type { JsonObject } from './json.ts';

/** The pipeline of Concourse that looks after a cluster. */
export interface Pipeline {
  /** As Concourse reads it: `((name))` in it stands for a variable. */
  readonly config: JsonObject;
  /** All variables in it, sorted by name. */
  readonly variables: readonly PipelineVariable[];
  /** What its tasks will lack, a sentence each. */
  readonly notices: readonly string[];
}

/** A value that the pipeline names, and does not hold. */
export interface PipelineVariable {
  /** Maybe with dots, as `shop.ssh_key`: a field of what `shop` holds. */
  readonly name: string;
  readonly use: string;
}
