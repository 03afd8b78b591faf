import type { Outcome } from '../model/outcome.ts';
import type { Target } from '../model/target.ts';
import { acceptanceOf, type Applied } from './apply-release.ts';
import { findPrerequisites } from './prerequisites.ts';
import { type KubectlRun, runKubectlApply } from './run-kubectl.ts';
import type { LookUp } from './sight.ts';
import { stagesOf } from './stages.ts';

export interface RehearsalContext extends KubectlRun {
  readonly lookUp: LookUp;
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  readonly onOutput: (stdout: string) => void;
}

/**
 * Applies in a dry run. Nothing is waited for, and what lies in a Namespace or belongs to a
 * CustomResourceDefinition that the release itself creates is planned, not sent: the server would
 * refuse it.
 */
export async function rehearseRelease(
  targets: readonly Target[],
  context: RehearsalContext,
  signal: AbortSignal,
): Promise<Applied> {
  const waits = await findPrerequisites(targets, context.lookUp);
  const outcomes: Outcome[] = [];
  let unexplainedExit = 0;
  for (const stage of stagesOf(targets)) {
    const planned = stage.targets.flatMap((target) => {
      const message = waits.get(target);
      return message === undefined ? [] : [plan(target, message)];
    });
    const sendable = stage.targets.filter((target) => !waits.has(target));
    const sent = await send(sendable, context, signal);
    const some = [...planned, ...sent.outcomes];
    context.onOutcomes(some);
    outcomes.push(...some);
    unexplainedExit ||= sent.unexplainedExit;
  }
  return { outcomes, unexplainedExit };
}

function plan({ key }: Target, message: string): Outcome {
  return { key, status: 'planned', message };
}

async function send(
  targets: readonly Target[],
  context: RehearsalContext,
  signal: AbortSignal,
): Promise<Applied> {
  if (targets.length === 0) return { outcomes: [], unexplainedExit: 0 };
  const result = await runKubectlApply(targets, context, signal);
  if (context.args.output !== null) context.onOutput(result.stdout);
  const acceptance = acceptanceOf(targets, result, context.args);
  const outcomes = targets.map((target) =>
    rehearsed(target, acceptance.get(target) === 'accepted'),
  );
  const isExplained = outcomes.some(({ status }) => status === 'failed');
  return { outcomes, unexplainedExit: isExplained ? 0 : result.exitCode };
}

function rehearsed({ key }: Target, accepted: boolean): Outcome {
  return accepted
    ? { key, status: 'applied' }
    : { key, status: 'failed', message: 'see kubectl’s message above' };
}
