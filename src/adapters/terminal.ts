import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Output, Prompt } from '../ports/output.ts';
import type { StatusLine } from './status-line.ts';

/** stdout for results, stderr for the story and for what goes on. */
export function streamOutput({
  stdout,
  stderr,
  show,
}: Pick<StatusLine, 'stdout' | 'stderr' | 'show'>): Output {
  return {
    status: show,
    result(text) {
      stdout.write(text);
    },
    story(line) {
      stderr.write(`${line}\n`);
    },
  };
}

/** Asks on stderr, so that stdout stays a clean result; reads a line of the terminal. */
export function terminalPrompt(
  input: Readable & { readonly isTTY?: boolean },
  { stderr, newLine }: Pick<StatusLine, 'stderr' | 'newLine'>,
): Prompt {
  return {
    interactive: input.isTTY === true,
    async ask(question, signal) {
      stderr.write(question);
      const answer = await readLine(input, signal).catch((error: unknown) => {
        stderr.write('\n'); // What is said of the interruption has a line of its own.
        throw error;
      });
      if (answer === null)
        stderr.write('\n'); // Nobody pressed Enter.
      else newLine();
      return answer;
    },
  };
}

/** Null at the end of input, and ever after: an input that has ended tells so only once. */
async function readLine(input: Readable, signal: AbortSignal): Promise<string | null> {
  if (input.readableEnded || input.destroyed) return null;
  const lines = createInterface({ input, terminal: false });
  try {
    const answer: unknown[] = await Promise.race([
      once(lines, 'line', { signal }),
      once(lines, 'close', { signal }),
    ]);
    return typeof answer[0] === 'string' ? answer[0] : null;
  } finally {
    lines.close();
  }
}
