import type { KubectlArguments } from '../model/deploy-request.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import { type Acceptance, readAcceptance } from './accepted.ts';
import { awaitFoundations } from './await-foundations.ts';
import { awaitServed } from './await-served.ts';
import { classify, type Evidence, type RunFacts } from './classify.ts';
import { runKubectlApply } from './run-kubectl.ts';
import { type Stage, stagesOf } from './stages.ts';

/** Looks at what the server holds for some targets. */
export type LookUp = (
  targets: readonly Target[],
) => Promise<ReadonlyMap<Target, LiveObject | 'absent' | 'unknown'>>;

export interface ApplyContext {
  readonly kubectl: Kubectl;
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly args: KubectlArguments;
  readonly run: RunFacts;
  /** The object that a target replaces, if it was managed before the run. */
  readonly before: (target: Target) => LiveObject | null;
  readonly lookUp: LookUp;
  /** Told after every stage, so that an interrupted run can say what it did. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** Output in the format that the user asked kubectl for. */
  readonly onOutput: (stdout: string) => void;
}

const GONE_DEADLINE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/** Applies targets stage by stage. A failed object does not hide the others: all outcomes are told. */
export async function applyRelease(
  targets: readonly Target[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stagesOf(targets)) {
    const some = await applyStage(stage, context, signal);
    context.onOutcomes(some);
    outcomes.push(...some);
    const complete = some.every(({ status }) => status !== 'failed');
    if (stage.name === 'foundations' && complete) await awaitServed(targets, context, signal);
  }
  return outcomes;
}

async function applyStage(
  stage: Stage,
  context: ApplyContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const first = await send(stage.targets, context, signal);
  const vanishing = first.filter(isVanishing);
  await awaitGone(vanishing, context, signal);
  const again = await send(
    vanishing.map(({ target }) => target),
    context,
    signal,
  );
  const evidence = [...first.filter((item) => !isVanishing(item)), ...again];
  const outcomes = evidence.map((item) => classify(item, context.run));
  if (stage.name !== 'foundations') return outcomes;
  return replace(outcomes, await readyFailures(stage.targets, outcomes, context, signal));
}

async function send(
  targets: readonly Target[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<readonly Evidence[]> {
  if (targets.length === 0) return [];
  const result = await runKubectlApply(context.kubectl, targets, context.args, signal);
  if (context.args.output !== null) context.onOutput(result.stdout);
  const acceptance = acceptanceOf(targets, result, context.args);
  const live = await context.lookUp(targets);
  return targets.map((target) => ({
    target,
    acceptance: acceptance.get(target) ?? 'rejected',
    before: context.before(target),
    after: live.get(target) ?? 'unknown',
  }));
}

/** In a format of the user's, kubectl's output cannot be read; its exit status can. */
export function acceptanceOf(
  targets: readonly Target[],
  result: { readonly exitCode: number; readonly stdout: string },
  { output }: KubectlArguments,
): ReadonlyMap<Target, Acceptance> {
  if (result.exitCode !== 0 && (output === null || output === 'name'))
    return readAcceptance(targets, result.stdout);
  const all = result.exitCode === 0 ? 'accepted' : 'unclear';
  return new Map(targets.map((target) => [target, all]));
}

/** kubectl applies to an object that is being deleted with success, and then the object goes. */
function isVanishing({ acceptance, after }: Evidence): boolean {
  return acceptance === 'accepted' && (after === 'absent' || (isLive(after) && after.terminating));
}

function isLive(after: Evidence['after']): after is LiveObject {
  return typeof after !== 'string';
}

async function awaitGone(
  vanishing: readonly Evidence[],
  { lookUp, clock }: ApplyContext,
  signal: AbortSignal,
): Promise<void> {
  const deadline = clock.now() + GONE_DEADLINE_MILLISECONDS;
  let left = vanishing.map(({ target }) => target);
  while (left.length > 0 && clock.now() < deadline) {
    const live = await lookUp(left);
    left = left.filter((target) => {
      const after = live.get(target) ?? 'unknown';
      return isLive(after) && after.terminating;
    });
    if (left.length > 0) await clock.sleep(POLL_MILLISECONDS, signal);
  }
}

async function readyFailures(
  targets: readonly Target[],
  outcomes: readonly Outcome[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const failed = new Set(
    outcomes.filter(({ status }) => status === 'failed').map(({ key }) => key),
  );
  const applied = targets.filter(({ key }) => !failed.has(key));
  return awaitFoundations(applied, context, signal);
}

function replace(outcomes: readonly Outcome[], failures: readonly Outcome[]): readonly Outcome[] {
  const byKey = new Map(failures.map((failure) => [failure.key, failure]));
  return outcomes.map((outcome) => byKey.get(outcome.key) ?? outcome);
}
