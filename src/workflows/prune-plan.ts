import { Failure } from '../model/failure.ts';
import { keyText } from '../model/object-key.ts';
import { deploymentOf } from '../model/owner-annotation.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Keep, Prune } from '../model/plan.ts';
import { checkMassPrune } from '../plan/check-mass-prune.ts';
import { pruneWaves } from '../plan/prune-waves.ts';
import { pruneObjects } from '../prune/prune-objects.ts';
import type { RolloutContext } from './apply-plan.ts';

/** Stops, before anything is written, a run whose prune would be refused. */
export function checkBeforeWrites(context: RolloutContext): void {
  const prunes = prunesOf(context);
  if (prunes.length === 0) return;
  guardMass(context);
  const { dryRun } = context.request.kubectl;
  if (dryRun === 'none' && !context.request.yes && !context.interactive)
    throw new Failure({
      code: 'no-confirmation',
      message: `prune would delete ${String(prunes.length)} objects, and no one is here to confirm it`,
      hint: 'Run it at a terminal, or with --yes. Nothing was applied or deleted.',
    });
}

/** In a dry run the guard only says what it would do. */
function guardMass({ request, plan, story, release }: RolloutContext): void {
  if (request.allowMassPrune) return;
  const wanted = new Set(plan.targets.map(({ key }) => keyText(key)));
  const shared = plan.inventory.objects.filter(
    (object) =>
      deploymentOf(object) === release.settings.deployment &&
      object.aliases.some((key) => wanted.has(keyText(key))),
  );
  try {
    checkMassPrune({
      changes: plan.changes,
      manifests: plan.targets.length,
      shared: shared.length,
    });
  } catch (error) {
    if (request.kubectl.dryRun === 'none' || !(error instanceof Failure)) throw error;
    story.warn(error.message, 'A real run would need --allow-mass-prune.');
  }
}

/** Deletes what the plan prunes, after a confirmation. False where anything is left undone. */
export async function prunePlan(context: RolloutContext, signal: AbortSignal): Promise<boolean> {
  const { story, request, plan } = context;
  const keeps = plan.changes.filter((change) => change.op === 'keep').filter(worthTelling(context));
  story.kept(keeps);
  story.gaps(plan.inventory.gaps, request.allowPartial);
  const outcomes = await pruneConfirmed(context, signal);
  if (outcomes === null) return false;
  story.pruneEnded(outcomes);
  return (
    outcomes.every(({ status }) => status === 'pruned' || status === 'gone') &&
    keeps.every(({ reason }) => !BLOCKING.has(reason.type)) &&
    (request.allowPartial || plan.inventory.gaps.length === 0)
  );
}

/** What should have gone, but holds something. */
const BLOCKING: ReadonlySet<Keep['reason']['type']> = new Set([
  'in-use',
  'contents',
  'contents-unknown',
]);

/** After an apply that succeeded, its targets carry the new label: they are no longer "not applied". */
function worthTelling({ request, plan }: RolloutContext): (keep: Keep) => boolean {
  const applied = new Set(
    request.verbs.includes('apply') ? plan.inScope.map(({ key }) => keyText(key)) : [],
  );
  return ({ object, reason }) =>
    reason.type !== 'not-applied' || !object.aliases.some((key) => applied.has(keyText(key)));
}

/** Null: the answer was no. */
async function pruneConfirmed(
  context: RolloutContext,
  signal: AbortSignal,
): Promise<readonly Outcome[] | null> {
  const { story, request, session, release } = context;
  const prunes = prunesOf(context);
  if (prunes.length === 0) return [];
  const question = { prunes, address: session.address, release };
  story.announced(question);
  if (request.kubectl.dryRun === 'client') return pretend(prunes, context);
  const asks = request.kubectl.dryRun === 'none' && !request.yes;
  if (asks && !(await story.confirm(question, signal))) return null;
  return pruneForReal(prunes, context, signal);
}

function pruneForReal(
  prunes: readonly Prune[],
  { plan, request, session, story, clock }: RolloutContext,
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  return pruneObjects(
    pruneWaves(prunes),
    {
      api: session.api,
      clock,
      dryRun: request.kubectl.dryRun !== 'none',
      decideAgain: plan.decideAgain,
      checkContainers: (wave, deleted) => plan.checkContainers(wave.prunes, deleted),
      onOutcomes: story.pruned,
    },
    signal,
  );
}

function pretend(prunes: readonly Prune[], { story }: RolloutContext): readonly Outcome[] {
  const outcomes = prunes.map(({ object }): Outcome => ({ key: object.key, status: 'pruned' }));
  story.pruned(outcomes);
  return outcomes;
}

function prunesOf({ plan }: RolloutContext): readonly Prune[] {
  return plan.changes.filter((change) => change.op === 'prune');
}
