import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Waits for a lab's first process to say that it is ready; throws with what it said where it ends before. */
export function awaitReady(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
): Promise<void> {
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  child.stdin.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => {
      resolve();
    });
    child.once('error', reject).once('close', () => {
      reject(new Error(`the lab did not start: ${complaints}`));
    });
  });
}
