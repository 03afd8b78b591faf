import type { KubectlArguments } from '../model/deploy-request.ts';
import type { Target } from '../model/target.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { applyArguments } from './apply-arguments.ts';
import { applyPayload } from './payload.ts';
import { splitTargets } from './split-targets.ts';

/** kubectl, and who hears it. */
export interface KubectlRun {
  readonly kubectl: Kubectl;
  readonly args: KubectlArguments;
  /** How long a request to the server and back takes. */
  readonly roundTripMilliseconds: number;
  /** Asked once per process for the listener of its standard error, which gets it line by line. */
  readonly openLog: () => (line: string) => void;
  /** Hears standard output, line by line, as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/**
 * Feeds targets to `kubectl apply`. Large sets go to several processes at once; their output is joined
 * in the order of the targets.
 */
export async function runKubectlApply(
  targets: readonly Target[],
  run: KubectlRun,
  signal: AbortSignal,
): Promise<KubectlResult> {
  // An output format of the user's is one document: it must come from one process.
  const parts =
    run.args.output === null ? splitTargets(targets, run.roundTripMilliseconds) : [targets];
  const results = await runParts(parts, run, signal);
  return {
    exitCode: Math.max(...results.map(({ exitCode }) => exitCode)),
    stdout: results.map(({ stdout }) => stdout).join(''),
  };
}

/** Feeds each part to a `kubectl apply` of its own, all at once. */
export function runParts(
  parts: readonly (readonly Target[])[],
  { kubectl, args, openLog, onLine }: Omit<KubectlRun, 'roundTripMilliseconds'>,
  signal: AbortSignal,
): Promise<readonly KubectlResult[]> {
  return Promise.all(
    parts.map((part) => {
      const listener = { onStdout: onLine, onStderr: openLog() };
      return kubectl.run(applyArguments(args), applyPayload(part), listener, signal);
    }),
  );
}
