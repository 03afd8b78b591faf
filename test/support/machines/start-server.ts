import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { MachineTool } from './machine-tools.ts';

/** A `kubernixos machine serve` that runs. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly port: number;
  /** What it has said so far on standard error. */
  readonly told: () => string;
  /** Ends it, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts it on a free port; it ends with the test. */
export async function startServer(
  tool: Pick<MachineTool, 'start'>,
  args: readonly string[] = [],
): Promise<RunningServer> {
  const child = tool.start(['serve', '--listen', '127.0.0.1:0', ...args]);
  const exited = once(child, 'exit');
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const stop = async () => {
    child.kill('SIGINT');
    await exited;
    return child.exitCode;
  };
  onTestFinished(async () => {
    await stop();
  });
  if (child.stdout === null) throw new Error('the server has no output');
  const first = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const [line] = await Promise.race([first, exited.then(() => [''] as const)]);
  const url = /^http:\S+(?=: )/.exec(line)?.[0];
  if (url === undefined) throw new Error(`the server did not start: ${told}`);
  return { url, port: Number(new URL(url).port), told: () => told, stop };
}
