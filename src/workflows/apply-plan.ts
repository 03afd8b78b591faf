import { type Applied, applyRelease } from '../apply/apply-release.ts';
import { rehearseRelease } from '../apply/rehearse-release.ts';
import { tellsUnfinishedMigration } from '../apply/unfinished-migration.ts';
import type { LookUp, Sight } from '../apply/sight.ts';
import { type LookUp as Found, lookUpTargets } from '../inventory/look-up-targets.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import { showSelector } from '../model/label-selector.ts';
import type { Release } from '../model/release.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeployStory } from '../ports/deploy-story.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import type { ClusterSession } from './cluster-session.ts';
import { type DeploymentPlan, indexBefore } from './plan-deployment.ts';

export interface RolloutContext {
  readonly release: Release;
  readonly request: DeployRequest;
  readonly session: ClusterSession;
  readonly plan: DeploymentPlan;
  readonly kubectl: Kubectl;
  readonly clock: Clock;
  readonly story: DeployStory;
  readonly interactive: boolean;
}

/** Applies what the plan holds. False where an object failed: prune must not begin then. */
export async function applyPlan(context: RolloutContext, signal: AbortSignal): Promise<boolean> {
  const { story, plan, request } = context;
  if (plan.targets.length === 0)
    story.warn('the release holds no manifests: there is nothing to apply');
  checkMatch(context);
  const unfinished: string[] = [];
  const listening = { ...context, story: hearing(story, unfinished) };
  const { outcomes, unexplainedExit } = await applyAloud(listening, signal);
  story.applyEnded(outcomes);
  if (outcomes.some(({ status }) => status === 'failed')) return false;
  if (unfinished.length > 0) throw migrationFailed(request);
  if (unexplainedExit !== 0) throw kubectlFailed(unexplainedExit, request);
  return true;
}

/** Passes kubectl's lines on, and remembers those that tell of an object which is half applied. */
function hearing(story: DeployStory, unfinished: string[]): DeployStory {
  const openKubectlLog = () => {
    const log = story.openKubectlLog();
    return (line: string) => {
      if (tellsUnfinishedMigration(line)) unfinished.push(line);
      log(line);
    };
  };
  return { ...story, openKubectlLog };
}

function migrationFailed({ verbs }: DeployRequest): Failure {
  return new Failure({
    code: 'migration-failed',
    message:
      'kubectl could not take over all that client-side apply had left: see its warnings above',
    hint: `Fields stay that the manifests do not hold. Correct what the warning names, and apply again.${verbs.includes('prune') ? ' Prune did not start.' : ''}`,
  });
}

/** Stops a run whose `-n` and `-l` leave nothing of the release: they are a slip. */
export function checkMatch({ plan, request: { kubectl } }: RolloutContext): void {
  if (plan.targets.length === 0 || plan.inScope.length > 0) return;
  const flags = [
    ...(kubectl.namespace === null ? [] : [`-n ${kubectl.namespace}`]),
    ...(kubectl.selector.length === 0 ? [] : [`-l '${showSelector(kubectl.selector)}'`]),
  ];
  throw new Failure({
    code: 'no-match',
    message: `no manifest matches ${flags.join(' ')}`,
    hint: '-n and -l narrow what is applied, and -n leaves out what has no namespace. Nothing was applied or deleted.',
  });
}

function kubectlFailed(exitCode: number, { kubectl, verbs }: DeployRequest): Failure {
  const did = kubectl.dryRun === 'none' ? 'applied' : 'accepted';
  return new Failure({
    code: 'kubectl-failed',
    message: `kubectl failed (exit ${String(exitCode)}), although it ${did} everything: see its message above`,
    hint: verbs.includes('prune') ? 'Prune did not start.' : undefined,
  });
}

/** What kubectl printed in the user's format is one result, also of a run that breaks off. */
async function applyAloud(context: RolloutContext, signal: AbortSignal): Promise<Applied> {
  const { story, request } = context;
  const documents: string[] = [];
  const onOutput = (document: string) => void documents.push(document);
  const onLine = countApplied(context);
  try {
    return request.kubectl.dryRun === 'none'
      ? await applyForReal({ ...context, onLine }, onOutput, signal)
      : await rehearse({ ...context, onLine }, onOutput, signal);
  } finally {
    story.progress(null);
    await story.kubectlOutput(documents);
  }
}

/** Hears kubectl's lines, one per object unless the user wants another format, and tells how many. */
function countApplied({ story, plan, request }: RolloutContext): (line: string) => void {
  const objects = plan.inScope.length;
  const { output } = request.kubectl;
  let done = output === null || output === 'name' ? 0 : null;
  story.progress({ type: 'applying', objects, done });
  return () => {
    if (done === null) return;
    done = Math.min(done + 1, objects);
    story.progress({ type: 'applying', objects, done });
  };
}

interface Heard extends RolloutContext {
  readonly onLine: (line: string) => void;
}

function applyForReal(
  context: Heard,
  onOutput: (document: string) => void,
  signal: AbortSignal,
): Promise<Applied> {
  const { release, session, plan, kubectl, clock, story, request } = context;
  return applyRelease(
    plan.inScope,
    {
      kubectl,
      clock,
      api: session.api,
      args: request.kubectl,
      roundTripMilliseconds: session.roundTripMilliseconds(),
      run: { checksum: release.checksum, startedAt: session.discovery.serverTime },
      before: indexBefore(plan.inventory),
      lookUp: lookUp(context, signal),
      openLog: story.openKubectlLog,
      onLine: context.onLine,
      onOutcomes: story.applied,
      onBroken: story.applyBroken,
      onOutput,
    },
    signal,
  );
}

function rehearse(
  context: Heard,
  onOutput: (document: string) => void,
  signal: AbortSignal,
): Promise<Applied> {
  const { plan, kubectl, clock, session, story, request } = context;
  return rehearseRelease(
    plan.inScope,
    {
      kubectl,
      clock,
      args: request.kubectl,
      roundTripMilliseconds: session.roundTripMilliseconds(),
      lookUp: lookUp(context, signal),
      openLog: story.openKubectlLog,
      onLine: context.onLine,
      onOutcomes: story.applied,
      onOutput,
    },
    signal,
  );
}

/** Looks at what the server holds for targets of this run. */
export function lookUp({ session, release }: RolloutContext, signal: AbortSignal): LookUp {
  return async (targets, until = signal) => {
    const ended = AbortSignal.any([signal, until]);
    const found = await lookUpTargets(session.api, targets, release.checksum, ended);
    return new Map([...found].map(([target, result]) => [target, sight(result)]));
  };
}

function sight(result: Found): Sight {
  switch (result.type) {
    case 'found':
      return result.object;
    case 'failed':
      return { error: result.reason };
    default:
      return result.type;
  }
}
