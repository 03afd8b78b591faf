/**
 * A field of the merged manifests: the name of a manifest below `kubernixos.manifests`, then names of
 * attributes and, for elements of the merged lists, indices. `['web', 'spec', 'containers', 0, 'image']`
 */
export type Field = readonly (string | number)[];

/** Where a field is written. */
export interface Position {
  readonly file: string;
  /** From 1; null where Nix knows the file alone, such as that of a field which was read from JSON. */
  readonly line: number | null;
  readonly column: number | null;
}
