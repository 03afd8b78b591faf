import type { KubectlArguments } from '../model/deploy-request.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { applyArguments } from './apply-arguments.ts';
import { endSilence } from './end-silence.ts';
import { applyPayload } from './payload.ts';
import { splitTargets } from './split-targets.ts';

/** kubectl, and who hears it. */
export interface KubectlRun {
  readonly kubectl: Kubectl;
  readonly args: KubectlArguments;
  readonly clock: Clock;
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
  const results = await runBounded(parts, run, signal);
  return {
    exitCode: Math.max(...results.map(({ exitCode }) => exitCode)),
    stdout: results.map(({ stdout }) => stdout).join(''),
  };
}

/** Whether kubectl prints a line per object. */
export function hasLines({ output }: KubectlArguments): boolean {
  return output === null || output === 'name';
}

/** What one object may take where kubectl says nothing of it. */
const OBJECT_MILLISECONDS = 2000;

/**
 * Feeds each part to a `kubectl apply` of its own, all at once, and ends them where they get nowhere. In
 * another format than lines kubectl prints all at its end, so that nobody can tell silence from work:
 * then it gets some time for each object.
 */
export function runBounded(
  parts: readonly (readonly Target[])[],
  run: KubectlRun,
  signal: AbortSignal,
): Promise<readonly KubectlResult[]> {
  const limits = { clock: run.clock, requestMilliseconds: run.args.requestTimeout };
  if (!hasLines(run.args)) {
    const workMilliseconds = Math.max(...parts.map(({ length }) => length)) * OBJECT_MILLISECONDS;
    return endSilence(
      (_, ended) => runParts(parts, run, ended),
      { ...limits, workMilliseconds },
      signal,
    );
  }
  const hearing = (onProgress: () => void) => (line: string) => {
    onProgress();
    run.onLine?.(line);
  };
  return endSilence(
    (onProgress, ended) => runParts(parts, { ...run, onLine: hearing(onProgress) }, ended),
    limits,
    signal,
  );
}

async function runParts(
  parts: readonly (readonly Target[])[],
  { kubectl, args, openLog, onLine }: KubectlRun,
  signal: AbortSignal,
): Promise<readonly KubectlResult[]> {
  const runs = parts.map((part) => {
    const listener = { onStdout: onLine, onStderr: openLog() };
    return kubectl.run(applyArguments(args), applyPayload(part), listener, signal);
  });
  await Promise.allSettled(runs); // None writes on when the stage has ended, and the Lease is gone.
  return Promise.all(runs);
}
