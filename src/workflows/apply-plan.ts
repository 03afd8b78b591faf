import { applyRelease, type LookUp } from '../apply/apply-release.ts';
import { rehearseRelease } from '../apply/rehearse-release.ts';
import { lookUpTargets } from '../inventory/look-up-targets.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { Outcome } from '../model/outcome.ts';
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
  const { story, session, plan, request } = context;
  if (session.inventory === null && plan.inventory.gaps.length > 0)
    story.unchecked(plan.inventory.gaps);
  const outcomes =
    request.kubectl.dryRun === 'none'
      ? await applyForReal(context, signal)
      : await rehearse(context, signal);
  story.applyEnded(outcomes);
  return outcomes.every(({ status }) => status !== 'failed');
}

function applyForReal(context: RolloutContext, signal: AbortSignal): Promise<readonly Outcome[]> {
  const { release, session, plan, kubectl, clock, story, request } = context;
  return applyRelease(
    plan.inScope,
    {
      kubectl,
      clock,
      api: session.api,
      args: request.kubectl,
      run: { checksum: release.checksum, startedAt: session.discovery.serverTime },
      before: indexBefore(plan.inventory),
      lookUp: lookUp(context, signal),
      onOutcomes: story.applied,
      onOutput: story.kubectlOutput,
    },
    signal,
  );
}

function rehearse(context: RolloutContext, signal: AbortSignal): Promise<readonly Outcome[]> {
  const { plan, kubectl, story, request } = context;
  return rehearseRelease(
    plan.inScope,
    {
      kubectl,
      args: request.kubectl,
      lookUp: lookUp(context, signal),
      onOutcomes: story.applied,
      onOutput: story.kubectlOutput,
    },
    signal,
  );
}

function lookUp({ session, release }: RolloutContext, signal: AbortSignal): LookUp {
  return async (targets) => {
    const found = await lookUpTargets(session.api, targets, release.checksum, signal);
    return new Map(
      [...found].map(([target, result]) => [
        target,
        result.type === 'found' ? result.object : result.type,
      ]),
    );
  };
}
