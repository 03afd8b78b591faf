import { evaluateRelease } from '../evaluate/evaluate-release.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { Release } from '../model/release.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeployStory, ReleaseDelivery } from '../ports/deploy-story.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import type { Nix } from '../ports/nix.ts';
import { applyPlan } from './apply-plan.ts';
import { awaitRollout } from './await-rollout.ts';
import { checkBeforeWrites } from './check-before-writes.ts';
import { type ClusterSession, openCluster } from './cluster-session.ts';
import { planDeployment } from './plan-deployment.ts';
import { prunePlan } from './prune-plan.ts';
import { tellOpening } from './tell-opening.ts';

export interface DeployPorts {
  readonly nix: Nix;
  readonly kubectl: Kubectl;
  readonly clock: Clock;
  readonly delivery: ReleaseDelivery;
  readonly story: DeployStory;
  /** Whether someone can answer a question. */
  readonly interactive: boolean;
}

/** Runs the verbs of a request in their order, on one evaluation. True: all that was asked for is done. */
export async function deploy(
  request: DeployRequest,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<boolean> {
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
    return opening === null || (await roll(release, request, await opening, ports, signal));
  } finally {
    given.abort();
    await opening?.then(
      (session) => session[Symbol.asyncDispose](),
      () => undefined,
    );
  }
}

function usesCluster({ verbs }: DeployRequest): boolean {
  return verbs.includes('apply') || verbs.includes('prune');
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

/** The rollout: decide everything, then write. */
async function roll(
  release: Release,
  request: DeployRequest,
  session: ClusterSession,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<boolean> {
  ports.story.connected(session.address, request.kubectl.dryRun);
  ports.story.progress({ type: 'planning' });
  const plan = await planDeployment(release, request, session, signal);
  ports.story.progress(null);
  if (plan.unchecked.length > 0) ports.story.unchecked(plan.unchecked);
  const context = { release, request: pin(request, session), session, plan, ...ports };
  if (request.verbs.includes('prune')) checkBeforeWrites(context);
  if (request.verbs.includes('apply') && !(await applyPlan(context, signal))) return false;
  if (!(await awaitRollout(context, signal))) return false;
  return !request.verbs.includes('prune') || prunePlan(context, signal);
}

/** Holds `kubectl apply` to the cluster that was looked at. */
function pin(request: DeployRequest, { pinned }: ClusterSession): DeployRequest {
  const { kubectl } = request;
  return { ...request, kubectl: { ...kubectl, apply: [...pinned, ...kubectl.apply] } };
}
