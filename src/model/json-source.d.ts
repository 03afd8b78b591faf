/** ES2026 JSON.parse with source text access, which TypeScript's library does not type yet. */
declare global {
  interface JSON {
    /** Calls the reviver with the source text of every primitive value. */
    parse(
      text: string,
      reviver: (
        this: unknown,
        key: string,
        value: Json,
        context: { readonly source?: string },
      ) => Json,
    ): Json;

    /** A value that JSON.stringify prints as this text, unchanged. */
    rawJSON(text: string): { readonly rawJSON: string };
  }
}

import type { Json } from './json.ts';
