/** What there is to say about an option of the module system. */
export interface OptionDoc {
  /** As Nix writes its path: `kubernixos.deployment`. */
  readonly name: string;
  /** `<name>` and `*` stand for the names and elements of a set and a list of submodules. */
  readonly path: readonly string[];
  /** In words. */
  readonly type: string;
  /** Markdown. */
  readonly description: string | null;
  readonly default: OptionValue | null;
  readonly example: OptionValue | null;
  readonly readOnly: boolean;
  /** Where it is declared; empty for our own. */
  readonly files: readonly string[];
  /** What the hostgroup sets it to, where that is told. */
  readonly value: OptionValue | null;
}

/** A Nix expression, or prose that stands for one. */
export interface OptionValue {
  readonly prose: boolean;
  readonly text: string;
}
