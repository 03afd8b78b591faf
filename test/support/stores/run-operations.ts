import { execa } from 'execa';
import { join } from 'node:path';
import type { FileToStore } from '../../../src/ports/backup-store.ts';
import type { StoreBench } from './store-bench.ts';

export type StoreOperation =
  | { readonly verb: 'create' | 'list' }
  | { readonly verb: 'add'; readonly backup: string; readonly files: readonly FileToStore[] }
  | {
      readonly verb: 'fetch';
      readonly backup: string;
      readonly file: string;
      readonly target: string;
    }
  | { readonly verb: 'remove'; readonly backups: readonly string[] };

/** What came of one: its value, or the code and the message of its failure. */
export type OperationResult =
  { readonly value: unknown } | { readonly code: string; readonly message: string };

const PROGRAM = join(import.meta.dirname, 'store-operations.ts');

const OPTIONS = { extendEnv: false, reject: false, lines: true, timeout: 120_000 } as const;

/** Starts a process that does the operations one after the other, and prints a line about each. */
export function startOperations(
  { rules, env }: Pick<StoreBench, 'rules' | 'env'>,
  operations: readonly StoreOperation[],
) {
  return execa(process.execPath, [PROGRAM], {
    ...OPTIONS,
    env,
    input: JSON.stringify({ rules, operations }),
  });
}

/** The same to its end. */
export async function runOperations(
  bench: Pick<StoreBench, 'rules' | 'env'>,
  operations: readonly StoreOperation[],
): Promise<readonly OperationResult[]> {
  return resultsOf(await startOperations(bench, operations));
}

/** The same on a disk of so many bytes, which is mounted where the store is, and gone at the end. */
export async function runOnSmallDisk(
  { rules, env, place }: StoreBench,
  prepare: readonly string[],
  size: string,
  operations: readonly StoreOperation[],
): Promise<readonly OperationResult[]> {
  const script = `mount -t tmpfs -o size="$2" tmpfs "$1" && cd "$1" && shift 2
    node=$1 program=$2; shift 2
    [ $# = 0 ] || "$@" >/dev/null || exit; exec "$node" "$program"`;
  const args = ['--mount', 'sh', '-c', script, 'sh', place, size, process.execPath, PROGRAM];
  const result = await execa('unshare', [...args, ...prepare], {
    ...OPTIONS,
    env,
    input: JSON.stringify({ rules, operations }),
  });
  return resultsOf(result);
}

function resultsOf({
  stdout,
  stderr,
}: {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}): readonly OperationResult[] {
  if (stderr.length > 0) throw new Error(stderr.join('\n'));
  return stdout.map((line) => JSON.parse(line) as OperationResult);
}
