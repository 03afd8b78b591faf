import { type DeployRequest, isRollout } from '../model/deploy-request.ts';
import type { Release } from '../model/release.ts';
import { checkFieldManager, checkServer } from '../plan/check-run.ts';
import { applyPlan, type RolloutContext } from './apply-plan.ts';
import { awaitRollout } from './await-rollout.ts';
import { checkBeforeWrites } from './check-before-writes.ts';
import type { ClusterSession } from './cluster-session.ts';
import type { DeployPorts } from './deploy-ports.ts';
import { planDeployment } from './plan-deployment.ts';
import { prunePlan } from './prune-plan.ts';
import { showPlan } from './show-plan.ts';
import { takeTurn } from './take-turn.ts';
import type { Verdict } from './verdict.ts';

/** The rollout: take turns with other runs, decide everything, then write. */
export async function roll(
  release: Release,
  request: DeployRequest,
  session: ClusterSession,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  ports.story.connected(session.address, request.kubectl.dryRun);
  checkServer(release.settings, session.address);
  checkFieldManager(release.settings, request.kubectl.fieldManager);
  return takeTurn({ release, request, session, ...ports }, signal, (current, signal) =>
    rollAlone(release, request, current, ports, signal),
  );
}

async function rollAlone(
  release: Release,
  request: DeployRequest,
  session: ClusterSession,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  ports.story.progress({ type: 'planning' });
  const plan = await planDeployment(release, request, session, signal);
  ports.story.progress(null);
  if (plan.unchecked.length > 0) ports.story.unchecked(plan.unchecked);
  const context = { release, request: pin(request, session), session, plan, ...ports };
  const shown = request.verbs.includes('plan') ? await showPlan(context, signal) : 'done';
  return isRollout(request) ? write(context, signal) : shown;
}

/** Everything that could refuse is asked before the first write. */
async function write(context: RolloutContext, signal: AbortSignal): Promise<Verdict> {
  const { verbs } = context.request;
  if (verbs.includes('prune')) checkBeforeWrites(context);
  if (verbs.includes('apply') && !(await applyPlan(context, signal))) return 'failed';
  if (!(await awaitRollout(context, signal))) return 'failed';
  if (verbs.includes('prune') && !(await prunePlan(context, signal))) return 'failed';
  return 'done';
}

/** Holds `kubectl apply` to the cluster that was looked at. */
function pin(request: DeployRequest, { pinned }: ClusterSession): DeployRequest {
  const { kubectl } = request;
  return { ...request, kubectl: { ...kubectl, apply: [...pinned, ...kubectl.apply] } };
}
