import type { DeployRequest } from '../model/deploy-request.ts';
import { isNews, type Keep, type Plan, type PlannedVerb, type PruneChange } from '../model/plan.ts';
import { cascadesOf } from '../plan/cascades.ts';
import { massPruneReason } from '../plan/check-mass-prune.ts';
import { checkMatch, type RolloutContext } from './apply-plan.ts';
import { massFacts } from './check-before-writes.ts';
import { isBlocking, worthTelling } from './prune-plan.ts';
import { rehearseApply } from './rehearse-apply.ts';
import type { Verdict } from './verdict.ts';

/** The verbs that `plan` foretells: those that it is chained with, or both where it stands alone. */
export function plannedVerbs({ verbs }: DeployRequest): readonly PlannedVerb[] {
  const all: readonly PlannedVerb[] = ['apply', 'prune'];
  const chained = all.filter((verb) => verbs.includes(verb));
  return chained.length > 0 ? chained : all;
}

/** Shows what a run would do, and changes nothing. */
export async function showPlan(context: RolloutContext, signal: AbortSignal): Promise<Verdict> {
  const { session, release, story, request } = context;
  story.progress({ type: 'planning' });
  const plan = await foretell(context, signal);
  story.progress(null);
  await story.planned({ plan, address: session.address, release });
  if (plan.covers.includes('prune')) story.gaps(plan.gaps, request.allowPartial);
  return verdictOf(plan, request);
}

async function foretell(context: RolloutContext, signal: AbortSignal): Promise<Plan> {
  const { plan, request } = context;
  const covers = plannedVerbs(request);
  const applies = covers.includes('apply');
  if (applies) checkMatch(context);
  const isTold = worthTelling(applies ? plan.inScope : []);
  const isListed = (change: PruneChange) =>
    change.op === 'prune' || (isNews(change) && isTold(change));
  const guarded = covers.includes('prune') && !request.allowMassPrune;
  const guard = guarded ? massPruneReason(massFacts(context)) : null;
  return {
    covers,
    applies: applies ? await rehearseApply(context, signal) : [],
    prunes: plan.changes.filter(isListed),
    cascades: cascadesOf(plan.contents, plan.policy.deployment),
    gaps: covers.includes('prune') ? plan.inventory.gaps : [],
    guard,
  };
}

/** What a real run would fail at makes the plan fail: that something is to be done is not all. */
function verdictOf(plan: Plan, request: DeployRequest): Verdict {
  const keeps = plan.prunes.filter((change): change is Keep => change.op === 'keep');
  const fails =
    plan.guard !== null ||
    plan.applies.some(({ op }) => op === 'failed') ||
    keeps.some(isBlocking) ||
    (plan.gaps.length > 0 && !request.allowPartial);
  if (fails) return 'failed';
  const changes =
    plan.applies.some(({ op }) => op !== 'unchanged') ||
    plan.prunes.some(({ op }) => op === 'prune');
  return changes ? 'changes' : 'done';
}
