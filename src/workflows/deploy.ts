import { evaluateRelease } from '../evaluate/evaluate-release.ts';
import { type DeployRequest, isRollout } from '../model/deploy-request.ts';
import type { Release } from '../model/release.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeployStory, ReleaseDelivery } from '../ports/deploy-story.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import type { Nix } from '../ports/nix.ts';
import { checkFieldManager, checkServer } from '../plan/check-run.ts';
import type { OwnRun } from '../ports/own-run.ts';
import { applyPlan, type RolloutContext } from './apply-plan.ts';
import { awaitRollout } from './await-rollout.ts';
import { checkBeforeWrites } from './check-before-writes.ts';
import { type ClusterSession, openCluster } from './cluster-session.ts';
import { planDeployment } from './plan-deployment.ts';
import { prunePlan } from './prune-plan.ts';
import { showPlan } from './show-plan.ts';
import { takeTurn } from './take-turn.ts';
import { tellOpening } from './tell-opening.ts';
import type { Verdict } from './verdict.ts';

export interface DeployPorts {
  readonly nix: Nix;
  readonly kubectl: Kubectl;
  readonly clock: Clock;
  readonly run: OwnRun;
  readonly delivery: ReleaseDelivery;
  readonly story: DeployStory;
  /** Whether someone can answer a question. */
  readonly interactive: boolean;
}

/** Runs the verbs of a request in their order, on one evaluation. */
export async function deploy(
  request: DeployRequest,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const given = new AbortController();
  const telling = tellOpening(ports.story.progress);
  const opening = usesCluster(request)
    ? openCluster(ports.kubectl, request, AbortSignal.any([signal, given.signal]), telling.cluster)
    : null;
  opening?.catch(() => undefined); // An error of the evaluation is told first.
  try {
    telling.evaluation({ type: 'evaluating' });
    const release = await evaluateRelease(ports.nix, request, signal, (line) => {
      ports.story.warn(line);
    });
    telling.evaluation(null);
    ports.story.evaluated(release);
    await deliver(release, request, ports);
    return opening === null ? 'done' : await roll(release, request, await opening, ports, signal);
  } finally {
    given.abort();
    await opening?.then(
      (session) => session[Symbol.asyncDispose](),
      () => undefined,
    );
  }
}

function usesCluster({ verbs }: DeployRequest): boolean {
  return verbs.some((verb) => verb === 'plan' || verb === 'apply' || verb === 'prune');
}

async function deliver(
  release: Release,
  { verbs }: DeployRequest,
  { delivery, story }: DeployPorts,
): Promise<void> {
  if (verbs.length === 0) story.checked(release);
  if (verbs.includes('dump')) await delivery.dump(release);
  if (verbs.includes('build')) await delivery.build(release);
}

/** The rollout: take turns with other runs, decide everything, then write. */
async function roll(
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
