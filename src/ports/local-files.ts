/** What is at a name on this machine. */
export type Look =
  | { readonly type: 'missing' }
  | { readonly type: 'unreadable'; readonly reason: string }
  | { readonly type: 'directory' }
  /** A file that can be read, its permission bits, and its size in bytes; null for a pipe and the like. */
  | { readonly type: 'file'; readonly mode: number; readonly size: number | null };

/** Looks at files that others will read. */
export interface LocalFiles {
  /** `file` is absolute, or begins with `~/`. */
  look(file: string): Promise<Look>;
}
