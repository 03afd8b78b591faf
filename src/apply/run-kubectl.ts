import type { KubectlArguments } from '../model/deploy-request.ts';
import type { Target } from '../model/target.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { applyArguments } from './apply-arguments.ts';
import { applyPayload } from './payload.ts';

/** kubectl, and who hears it. */
export interface KubectlRun {
  readonly kubectl: Kubectl;
  readonly args: KubectlArguments;
  /** Asked once per process for the listener of its standard error, which gets it line by line. */
  readonly openLog: () => (line: string) => void;
  /** Hears standard output, line by line, as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** From this many objects on, two kubectl processes are faster than one; more than two gain nothing. */
const SPLIT_SIZE = 200;

/**
 * Feeds targets to `kubectl apply`. Large sets go to two processes at once; their output is joined
 * in the order of the targets.
 */
export async function runKubectlApply(
  targets: readonly Target[],
  run: KubectlRun,
  signal: AbortSignal,
): Promise<KubectlResult> {
  // An output format of the user's is one document: it must come from one process.
  const parts = run.args.output === null ? split(targets) : [targets];
  const results = await runParts(parts, run, signal);
  return {
    exitCode: Math.max(...results.map(({ exitCode }) => exitCode)),
    stdout: results.map(({ stdout }) => stdout).join(''),
  };
}

/** Feeds each part to a `kubectl apply` of its own, all at once. */
export function runParts(
  parts: readonly (readonly Target[])[],
  { kubectl, args, openLog, onLine }: KubectlRun,
  signal: AbortSignal,
): Promise<readonly KubectlResult[]> {
  return Promise.all(
    parts.map((part) => {
      const listener = { onStdout: onLine, onStderr: openLog() };
      return kubectl.run(applyArguments(args), applyPayload(part), listener, signal);
    }),
  );
}

/** Halves a large set. */
export function split(targets: readonly Target[]): readonly (readonly Target[])[] {
  if (targets.length < SPLIT_SIZE) return [targets];
  const middle = Math.ceil(targets.length / 2);
  return [targets.slice(0, middle), targets.slice(middle)];
}
