import { constants, open, stat } from 'node:fs/promises';

/**
 * Ends a wait for a named pipe when the signal aborts, whether it is for a writer or for what that
 * writes: Node itself cannot, and would stay. Returns what ends the watch.
 */
export function wakeAtAbort(path: string, signal: AbortSignal): () => void {
  const wake = () => {
    // What is no pipe, or gone, is waited for by nobody.
    void writeLine(path).catch(() => undefined);
  };
  signal.addEventListener('abort', wake, { once: true });
  return () => {
    signal.removeEventListener('abort', wake);
  };
}

async function writeLine(path: string): Promise<void> {
  if (!(await stat(path)).isFIFO()) return;
  // For both ways it is open at once, where it is for writing alone only with a reader.
  const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    await handle.write('\n');
  } finally {
    await handle.close();
  }
}
