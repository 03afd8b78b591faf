import type { KubectlArguments } from '../model/deploy-request.ts';
import { isNamespace } from '../model/built-in.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Target } from '../model/target.ts';
import type { Clock } from '../ports/clock.ts';
import type { KubeApi } from '../ports/kube-api.ts';
import { type Acceptance, readAcceptance } from './accepted.ts';
import { awaitDeletions } from './await-deletions.ts';
import { awaitFoundations } from './await-foundations.ts';
import { awaitServed } from './await-served.ts';
import { classify, type Evidence, type RunFacts } from './classify.ts';
import { hasLines, type KubectlRun, runKubectlApply } from './run-kubectl.ts';
import { isSettled } from './settled.ts';
import { isLive, type LookUp } from './sight.ts';
import { type Stage, stagesOf } from './stages.ts';

export interface ApplyContext extends KubectlRun {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly run: RunFacts;
  /** The object that a target replaces, if it was managed before the run. */
  readonly before: (target: Target) => LiveObject | null;
  readonly lookUp: LookUp;
  /** Told after every stage, so that an interrupted run can say what it did. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** Told where a stage breaks off: kubectl's lines so far, one per object that it had applied. */
  readonly onBroken: (lines: readonly string[]) => void;
  /** Output in the format that the user asked kubectl for. */
  readonly onOutput: (stdout: string) => void;
}

export interface Applied {
  readonly outcomes: readonly Outcome[];
  /** kubectl's exit status where it failed and no object did; 0 where there was none such. */
  readonly unexplainedExit: number;
}

/** Applies targets stage by stage. A failed object does not hide the others: all outcomes are told. */
export async function applyRelease(
  targets: readonly Target[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<Applied> {
  const outcomes: Outcome[] = [];
  let unexplainedExit = 0;
  for (const stage of stagesOf(targets, (target) => isSettled(target, context.before(target)))) {
    const applied = await watchStage(stage, context, signal);
    context.onOutcomes(applied.outcomes);
    outcomes.push(...applied.outcomes);
    unexplainedExit ||= applied.unexplainedExit;
    const complete = applied.outcomes.every(({ status }) => status !== 'failed');
    if (stage.name === 'foundations' && complete) await awaitServed(targets, context, signal);
  }
  return { outcomes, unexplainedExit };
}

/** Where the stage breaks off, its outcomes are unknown, but what kubectl said is not. */
async function watchStage(
  stage: Stage,
  context: ApplyContext,
  signal: AbortSignal,
): Promise<Applied> {
  const lines = new Set<string>();
  const onLine = (line: string) => {
    lines.add(line);
    context.onLine?.(line);
  };
  try {
    return await applyStage(stage, { ...context, onLine }, signal);
  } catch (error) {
    if (hasLines(context.args)) context.onBroken([...lines]);
    throw error;
  }
}

async function applyStage(
  stage: Stage,
  context: ApplyContext,
  signal: AbortSignal,
): Promise<Applied> {
  const first = await send(stage.targets, context, signal);
  const vanishing = vanishingOf(first.evidence);
  const { ended, pending } = await awaitDeletions([...vanishing], context, signal);
  const again = await sendAgain(
    ended.map(({ target }) => target),
    context,
    signal,
  );
  const lasting = first.evidence.filter((item) => !vanishing.has(item));
  const evidence = [...lasting, ...pending, ...again.evidence];
  const outcomes = evidence.map((item) => classify(item, context.run));
  const unexplainedExit = first.unexplainedExit || again.unexplainedExit;
  if (stage.name !== 'foundations') return { outcomes, unexplainedExit };
  const failures = await readyFailures(stage.targets, outcomes, context, signal);
  return { outcomes: replace(outcomes, failures), unexplainedExit };
}

/** What goes, or has gone, after kubectl applied it; all that lies in a Namespace goes along with it. */
function vanishingOf(evidence: readonly Evidence[]): ReadonlySet<Evidence> {
  const vanishing = evidence.filter(isVanishing);
  const namespaces = new Set(
    vanishing.filter(({ target }) => isNamespace(target.key)).map(({ target }) => target.key.name),
  );
  const inside = evidence.filter(({ target }) => namespaces.has(target.key.namespace));
  return new Set([...vanishing, ...inside]);
}

/** Applies what had gone; Namespaces first, which must be there again for the rest. */
async function sendAgain(
  targets: readonly Target[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<Sent> {
  const all: Sent[] = [];
  for (const stage of stagesOf(targets)) {
    all.push(await send(stage.targets, context, signal));
    if (stage.name === 'foundations') await awaitFoundations(stage.targets, context, signal);
  }
  return {
    evidence: all.flatMap(({ evidence }) => evidence),
    unexplainedExit: all.find(({ unexplainedExit }) => unexplainedExit !== 0)?.unexplainedExit ?? 0,
  };
}

interface Sent {
  readonly evidence: readonly Evidence[];
  readonly unexplainedExit: number;
}

async function send(
  targets: readonly Target[],
  context: ApplyContext,
  signal: AbortSignal,
): Promise<Sent> {
  if (targets.length === 0) return { evidence: [], unexplainedExit: 0 };
  const result = await runKubectlApply(targets, context, signal);
  if (context.args.output !== null) context.onOutput(result.stdout);
  const acceptance = acceptanceOf(targets, result, context.args);
  const live = await context.lookUp(targets);
  const evidence = targets.map((target) => ({
    target,
    acceptance: acceptance.get(target) ?? 'rejected',
    before: context.before(target),
    after: live.get(target) ?? 'unknown',
  }));
  const isFailed = (item: Evidence) =>
    !isVanishing(item) && classify(item, context.run).status === 'failed';
  return { evidence, unexplainedExit: evidence.some(isFailed) ? 0 : result.exitCode };
}

/** In a format of the user's, kubectl's output cannot be read; its exit status can. */
export function acceptanceOf(
  targets: readonly Target[],
  result: { readonly exitCode: number; readonly stdout: string },
  args: KubectlArguments,
): ReadonlyMap<Target, Acceptance> {
  if (result.exitCode !== 0 && hasLines(args)) return readAcceptance(targets, result.stdout);
  const all = result.exitCode === 0 ? 'accepted' : 'unclear';
  return new Map(targets.map((target) => [target, all]));
}

/** kubectl applies to an object that is being deleted with success, and then the object goes. */
function isVanishing({ acceptance, after }: Evidence): boolean {
  return acceptance === 'accepted' && (after === 'absent' || (isLive(after) && after.terminating));
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
