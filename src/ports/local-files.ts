/** What is at a name on this machine. */
export type Look =
  | { readonly type: 'missing' }
  | { readonly type: 'unreadable'; readonly reason: string }
  | { readonly type: 'directory' }
  /** A file that can be read, and its permission bits. */
  | { readonly type: 'file'; readonly mode: number };

/** Looks at files that others will read. */
export interface LocalFiles {
  /** `file` is absolute, or begins with `~/`. */
  look(file: string): Promise<Look>;
}
