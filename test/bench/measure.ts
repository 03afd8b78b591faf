import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';

/** One run of a program. */
export interface Measurement {
  readonly seconds: number;
  /** The most memory that the program itself held, in MB; without the programs that it started. */
  readonly peakMegabytes: number;
}

export interface MeasureOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Path of a file that becomes standard input. */
  readonly stdin?: string;
  readonly cwd?: string;
}

/** Runs a program to its end and measures it; throws where it fails. */
export async function measure(
  program: string,
  args: readonly string[],
  { env, stdin, cwd }: MeasureOptions,
): Promise<Measurement> {
  const input = openSync(stdin ?? '/dev/null', 'r');
  const begin = performance.now();
  const child = spawn(program, args, { env, cwd, stdio: [input, 'ignore', 'pipe'] });
  closeSync(input);
  let peakMegabytes = 0;
  const sampler = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, highWaterMark(child.pid ?? 0));
  }, 20);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(sampler);
      const seconds = (performance.now() - begin) / 1000;
      if (code === 0) resolve({ seconds, peakMegabytes });
      else reject(new Error(`${program} ${args.join(' ')} failed:\n${said}`));
    });
  });
}

// The kernel keeps the mark itself, so seldom looking loses little.
function highWaterMark(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}
