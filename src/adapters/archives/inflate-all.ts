import { once } from 'node:events';
import type { InflateRaw } from 'node:zlib';

/**
 * Inflates, and reads the input to its end also where deflate ends before: what follows goes nowhere.
 * A pipeline of Node would wait for whoever takes that, or break off, as its version has it.
 */
export async function* inflateAll(
  input: AsyncIterable<Uint8Array>,
  inflate: InflateRaw,
): AsyncGenerator<Uint8Array> {
  const over = new AbortController();
  const output: AsyncIterable<Uint8Array> = inflate;
  let isWhole = false;
  const fed = feed(input, inflate, { over: over.signal, goesOn: () => isWhole });
  fed.catch((error: unknown) => inflate.destroy(toError(error)));
  try {
    yield* output;
    isWhole = true;
  } finally {
    over.abort();
    await fed;
  }
}

interface Reader {
  /** Aborts when nothing is read from inflate any more. */
  readonly over: AbortSignal;
  /** Whether the input counts nevertheless. */
  readonly goesOn: () => boolean;
}

async function feed(
  input: AsyncIterable<Uint8Array>,
  inflate: InflateRaw,
  { over, goesOn }: Reader,
): Promise<void> {
  for await (const chunk of input) {
    if (over.aborted && !goesOn()) return;
    if (over.aborted || inflate.write(chunk)) continue;
    await once(inflate, 'drain', { signal: over }).catch(() => undefined);
  }
  if (!over.aborted) inflate.end();
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
