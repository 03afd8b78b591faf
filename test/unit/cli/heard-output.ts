import type { Output } from '../../../src/ports/output.ts';

/** Remembers what goes to stdout, and what to stderr. */
export function heardOutput() {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const output: Output = {
    result: (text) => void stdout.push(text),
    story: (line) => void stderr.push(line),
    status: () => undefined,
  };
  return { output, stdout, stderr };
}
