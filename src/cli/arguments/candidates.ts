/** What a shell offers where a word or a value is typed: these words, or what is there of a kind. */
export type Candidates =
  | readonly string[]
  /** Files whose names end in `.nix`, and directories on the way to them. */
  | 'hostgroups'
  | 'files'
  | 'directories'
  /** Names of the user's kubeconfig. */
  | 'contexts'
  | 'clusters'
  | 'users'
  /** Verbs and commands. */
  | 'topics';
