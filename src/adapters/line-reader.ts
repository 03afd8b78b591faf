/** Cuts what a stream brings into lines. */
export interface LineReader {
  readonly push: (chunk: Uint8Array) => void;
  /** The stream has ended: what is left is a line without its end. */
  readonly end: () => void;
}

/** Reads UTF-8 and tells complete lines, without their ends, as soon as they are there. */
export function lineReader(onLine: (line: string) => void): LineReader {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
    end() {
      const last = rest + decoder.decode();
      rest = '';
      if (last !== '') onLine(last);
    },
  };
}
