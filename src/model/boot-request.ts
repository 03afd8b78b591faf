/** What a machine asks a boot server. */
export interface AskedRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly target: string;
  /** The header; empty where there is none. */
  readonly authorization: string;
}

/** What it gets. */
export type Answer =
  | {
      readonly type: 'text';
      readonly status: 200 | 400 | 401 | 404 | 405;
      readonly contentType: string;
      readonly body: string;
      /** The machine that it is about. */
      readonly machine: string | null;
    }
  /** A file below the directory of assets, which may not be there. */
  | { readonly type: 'asset'; readonly path: string };

/** What was asked and answered. */
export interface FetchRecord {
  readonly from: string;
  readonly method: string;
  readonly target: string;
  /** Null where it was broken off before there was one. */
  readonly status: number | null;
  readonly machine: string | null;
  /** What else there is to say; null: nothing. */
  readonly reason: string | null;
}

/** A part of a file: both ends are in it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
