import type { Answer, AskedRequest, FetchRecord } from '../model/boot-request.ts';

export interface BootAddress {
  readonly host: string;
  /** Zero for any that is free. */
  readonly port: number;
}

/** Answers over HTTP until it is told to stop. */
export interface BootServer {
  /** Whether a file is among those that are served. */
  offers(file: string): Promise<boolean>;
  /** `ready` gets its address. Resolves when the signal aborts. Throws a `Failure` where it cannot listen. */
  serve(
    address: BootAddress,
    answer: (request: AskedRequest) => Answer,
    hear: {
      readonly ready: (url: string) => void;
      readonly fetched: (record: FetchRecord) => void;
    },
    signal: AbortSignal,
  ): Promise<void>;
}
