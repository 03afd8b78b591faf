import { isCustomResourceDefinition } from '../model/built-in.ts';
import type { LiveObject, ManagedObject } from '../model/managed-object.ts';
import { keyText } from '../model/object-key.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Keep, Prune, PruneChange } from '../model/plan.ts';
import type { Target } from '../model/target.ts';
import { cascadesOf } from '../plan/cascades.ts';
import { withDependents } from '../plan/check-contents.ts';
import { decideAgain } from '../plan/decide-again.ts';
import { pruneWaves } from '../plan/prune-waves.ts';
import { stayingObjects } from '../plan/spare-owners.ts';
import { pruneObjects } from '../prune/prune-objects.ts';
import type { RolloutContext } from './apply-plan.ts';
import { awaitPruned } from './await-pruned.ts';
import { isContainer, lookIntoContainers } from './look-into-containers.ts';
import { releaseContainers } from './release-containers.ts';

/** Deletes what the plan prunes, after a confirmation. False where anything is left undone. */
export async function prunePlan(context: RolloutContext, signal: AbortSignal): Promise<boolean> {
  const { story, request, plan, interactive } = context;
  story.kept(keepsOf(context));
  story.gaps(plan.inventory.gaps, request.allowPartial);
  const asks = request.kubectl.dryRun === 'none' && !request.yes && interactive;
  const decided = asks ? await releaseContainers(context, signal) : context;
  const outcomes = await pruneConfirmed(decided, signal);
  if (outcomes === null) return false;
  story.pruneEnded(outcomes);
  const areGone = await awaitPruned(outcomes, decided, signal);
  return (
    areGone &&
    outcomes.every(({ status }) => status === 'pruned' || status === 'gone') &&
    !keepsOf(decided).some(isBlocking) &&
    (request.allowPartial || plan.inventory.gaps.length === 0)
  );
}

/** What stays, as far as it may be news. */
function keepsOf({ plan, request }: RolloutContext): readonly Keep[] {
  const isTold = worthTelling(request.verbs.includes('apply') ? plan.inScope : []);
  return plan.changes.filter((change) => change.op === 'keep').filter(isTold);
}

/** What should have gone, but holds something. */
const BLOCKING: ReadonlySet<Keep['reason']['type']> = new Set([
  'in-use',
  'contents',
  'contents-unknown',
]);

/** Whether what is kept makes a run fail. */
export function isBlocking({ reason }: Keep): boolean {
  return BLOCKING.has(reason.type);
}

/** Once `applied`, targets carry the new label: they are no longer "not applied". */
export function worthTelling(applied: readonly Target[]): (keep: Keep) => boolean {
  const keys = new Set(applied.map(({ key }) => keyText(key)));
  return ({ object, reason }) =>
    reason.type !== 'not-applied' || !object.aliases.some((key) => keys.has(keyText(key)));
}

/** Null: the answer was no. */
async function pruneConfirmed(
  context: RolloutContext,
  signal: AbortSignal,
): Promise<readonly Outcome[] | null> {
  const { story, request, session, release, plan } = context;
  const prunes = prunesOf(plan);
  if (prunes.length === 0) return [];
  const cascades = cascadesOf(plan.contents, plan.policy.deployment);
  const question = { prunes, cascades, address: session.address, release };
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
    pruneWaves(plan.changes, filledDefinitions(context), contentsThatGo(context)),
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

/** The definitions that go together with what others made of them: their end deletes it. */
function filledDefinitions({ plan }: RolloutContext): ReadonlySet<ManagedObject> {
  const uids = prunesOf(plan).map(({ object }) => object.uid);
  const definitions = [...plan.contents].filter(([{ key }, contents]) => {
    const going = withDependents(uids, contents);
    const isOthers = ({ uid, terminating }: LiveObject) => !going.has(uid) && !terminating;
    return isCustomResourceDefinition(key) && contents.some(isOthers);
  });
  return new Set(definitions.map(([definition]) => definition));
}

/** What goes with the Namespaces and CustomResourceDefinitions that are deleted. */
function contentsThatGo({ plan }: RolloutContext): readonly LiveObject[] {
  return prunesOf(plan).flatMap(({ object }) => plan.contents.get(object) ?? []);
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
    released: plan.released,
    staying: stayingObjects(plan.changes, plan.inventory.objects),
    going: deleted,
    deleted: request.kubectl.dryRun === 'none' ? deleted : [],
    earlier: plan.contents,
  };
  return (await lookIntoContainers(prunes, context, signal)).changes;
}

function pretend(prunes: readonly Prune[], { story }: RolloutContext): readonly Outcome[] {
  const outcomes = prunes.map(({ object }): Outcome => ({ key: object.key, status: 'pruned' }));
  story.pruned(outcomes);
  return outcomes;
}

function prunesOf(plan: RolloutContext['plan']): readonly Prune[] {
  return plan.changes.filter((change) => change.op === 'prune');
}
