import { spawn } from 'node:child_process';

export interface Result {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end. A terminal's Ctrl-C does not reach it: what runs on a host is not interrupted. */
export function collect(
  program: string,
  args: readonly string[],
  input?: string | Buffer,
): Promise<Result> {
  const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stdin.on('error', () => undefined).end(input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve({ code: code ?? 255, stdout: Buffer.concat(chunks), stderr });
    });
  });
}
