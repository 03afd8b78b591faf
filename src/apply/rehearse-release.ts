import { isNamespace } from '../model/built-in.ts';
import type { KubectlArguments } from '../model/deploy-request.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Target } from '../model/target.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import { acceptanceOf, type LookUp } from './apply-release.ts';
import { runKubectlApply } from './run-kubectl.ts';
import { stagesOf } from './stages.ts';

export interface RehearsalContext {
  readonly kubectl: Kubectl;
  readonly args: KubectlArguments;
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
): Promise<readonly Outcome[]> {
  const missing = await missingNamespaces(targets, context.lookUp);
  const outcomes: Outcome[] = [];
  for (const stage of stagesOf(targets)) {
    const [planned, sendable] = divide(stage.targets, missing);
    const some = [...planned.map(plan), ...(await send(sendable, context, signal))];
    context.onOutcomes(some);
    outcomes.push(...some);
  }
  return outcomes;
}

async function missingNamespaces(
  targets: readonly Target[],
  lookUp: LookUp,
): Promise<ReadonlySet<string>> {
  const live = await lookUp(targets.filter(({ key }) => isNamespace(key)));
  return new Set(
    [...live].filter(([, object]) => object === 'absent').map(([{ key }]) => key.name),
  );
}

function divide(
  targets: readonly Target[],
  missing: ReadonlySet<string>,
): readonly [planned: readonly Target[], sendable: readonly Target[]] {
  const mustWait = ({ served, key }: Target) => !served || missing.has(key.namespace);
  return [targets.filter(mustWait), targets.filter((target) => !mustWait(target))];
}

function plan({ key, served }: Target): Outcome {
  const message = served
    ? 'its Namespace is created first'
    : 'its CustomResourceDefinition is created first';
  return { key, status: 'planned', message };
}

async function send(
  targets: readonly Target[],
  { kubectl, args, onOutput }: RehearsalContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  if (targets.length === 0) return [];
  const result = await runKubectlApply(kubectl, targets, args, signal);
  if (args.output !== null) onOutput(result.stdout);
  const acceptance = acceptanceOf(targets, result, args);
  return targets.map((target) => rehearsed(target, acceptance.get(target) === 'accepted'));
}

function rehearsed({ key }: Target, accepted: boolean): Outcome {
  return accepted
    ? { key, status: 'applied' }
    : { key, status: 'failed', message: 'see kubectl’s message above' };
}
