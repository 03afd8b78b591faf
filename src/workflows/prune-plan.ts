import { keyText } from '../model/object-key.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Keep, Prune, PruneChange } from '../model/plan.ts';
import { decideAgain } from '../plan/decide-again.ts';
import { pruneWaves } from '../plan/prune-waves.ts';
import { pruneObjects } from '../prune/prune-objects.ts';
import type { RolloutContext } from './apply-plan.ts';
import { awaitPruned } from './await-pruned.ts';
import { isContainer, lookIntoContainers } from './look-into-containers.ts';

/** Deletes what the plan prunes, after a confirmation. False where anything is left undone. */
export async function prunePlan(context: RolloutContext, signal: AbortSignal): Promise<boolean> {
  const { story, request, plan } = context;
  const keeps = plan.changes.filter((change) => change.op === 'keep').filter(worthTelling(context));
  story.kept(keeps);
  story.gaps(plan.inventory.gaps, request.allowPartial);
  const outcomes = await pruneConfirmed(context, signal);
  if (outcomes === null) return false;
  story.pruneEnded(outcomes);
  const areGone = await awaitPruned(outcomes, context, signal);
  return (
    areGone &&
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
  const outcomes = await pruneForReal(context, signal);
  story.progress(null);
  return outcomes;
}

function pruneForReal(context: RolloutContext, signal: AbortSignal): Promise<readonly Outcome[]> {
  const { plan, request, session, story, clock } = context;
  const lookAgain = (prunes: readonly Prune[], deleted: readonly Prune[]) =>
    lookIntoAgain(prunes, deleted, context, signal);
  return pruneObjects(
    pruneWaves(plan.changes),
    {
      api: session.api,
      clock,
      dryRun: request.kubectl.dryRun !== 'none',
      decideAgain: async (live, planned, deleted) => {
        const change = decideAgain(live, planned, plan);
        return change.op === 'keep' ? change : ((await lookAgain([change], deleted))[0] ?? change);
      },
      checkContainers: (wave, deleted) => lookAgain(wave.prunes, deleted),
      onOutcomes: story.pruned,
      onActivity: story.progress,
    },
    signal,
  );
}

/** Containers are looked into once more, beside what is served by now. */
async function lookIntoAgain(
  prunes: readonly Prune[],
  deleted: readonly Prune[],
  { plan, request, session }: RolloutContext,
  signal: AbortSignal,
): Promise<readonly PruneChange[]> {
  if (!prunes.some(isContainer)) return prunes;
  const { api } = session;
  const context = {
    api,
    discovery: await api.discover(signal),
    targets: plan.targets,
    deployment: plan.policy.deployment,
    allowForeign: request.allowForeignContents,
    going: deleted,
    earlier: plan.contents,
  };
  return (await lookIntoContainers(prunes, context, signal)).changes;
}

function pretend(prunes: readonly Prune[], { story }: RolloutContext): readonly Outcome[] {
  const outcomes = prunes.map(({ object }): Outcome => ({ key: object.key, status: 'pruned' }));
  story.pruned(outcomes);
  return outcomes;
}

function prunesOf({ plan }: RolloutContext): readonly Prune[] {
  return plan.changes.filter((change) => change.op === 'prune');
}
