import type { KubectlArguments } from '../model/deploy-request.ts';
import type { Target } from '../model/target.ts';
import type { Kubectl, KubectlResult } from '../ports/kubectl.ts';
import { applyArguments } from './apply-arguments.ts';
import { applyPayload } from './payload.ts';

/** From this many objects on, two kubectl processes are faster than one; more than two gain nothing. */
const SPLIT_SIZE = 200;

/**
 * Feeds targets to `kubectl apply`. Large sets go to two processes at once; their output is joined
 * in the order of the targets.
 */
export async function runKubectlApply(
  kubectl: Kubectl,
  targets: readonly Target[],
  args: KubectlArguments,
  signal: AbortSignal,
): Promise<KubectlResult> {
  const results = await Promise.all(
    split(targets, args).map((part) =>
      kubectl.run(applyArguments(args), applyPayload(part), signal),
    ),
  );
  return {
    exitCode: Math.max(...results.map(({ exitCode }) => exitCode)),
    stdout: results.map(({ stdout }) => stdout).join(''),
    stderr: results.map(({ stderr }) => stderr).join(''),
  };
}

/** An output format of the user's is one document: it must come from one process. */
function split(
  targets: readonly Target[],
  { output }: KubectlArguments,
): readonly (readonly Target[])[] {
  if (targets.length < SPLIT_SIZE || output !== null) return [targets];
  const middle = Math.ceil(targets.length / 2);
  return [targets.slice(0, middle), targets.slice(middle)];
}
