import { Failure } from '../model/failure.ts';
import { keyText } from '../model/object-key.ts';
import { deploymentOf } from '../model/owner-annotation.ts';
import { checkMassPrune, type MassPruneFacts, massPruneReason } from '../plan/check-mass-prune.ts';
import type { RolloutContext } from './apply-plan.ts';

/** Stops, before anything is written, a run whose prune would be refused. */
export function checkBeforeWrites(context: RolloutContext): void {
  const { request, plan, interactive } = context;
  const prunes = plan.changes.filter((change) => change.op === 'prune');
  if (prunes.length === 0) return;
  if (!request.allowMassPrune) guardMass(context);
  if (request.kubectl.dryRun !== 'none' || request.yes || interactive) return;
  throw new Failure({
    code: 'no-confirmation',
    message: `prune would delete ${String(prunes.length)} objects, and no one is here to confirm it`,
    hint: 'Run it at a terminal, or with --yes. Nothing was applied or deleted.',
  });
}

/** In a dry run the guard only says what it would do. */
function guardMass(context: RolloutContext): void {
  const facts = massFacts(context);
  if (context.request.kubectl.dryRun === 'none') {
    checkMassPrune(facts);
    return;
  }
  const reason = massPruneReason(facts);
  if (reason !== null) context.story.warn(reason, 'A real run would need --allow-mass-prune.');
}

/** What the guard against mass deletion looks at. */
export function massFacts({ plan, release }: RolloutContext): MassPruneFacts {
  const wanted = new Set(plan.targets.map(({ key }) => keyText(key)));
  const shared = plan.inventory.objects.filter(
    (object) =>
      deploymentOf(object) === release.settings.deployment &&
      object.aliases.some((key) => wanted.has(keyText(key))),
  );
  return { changes: plan.changes, manifests: plan.targets.length, shared: shared.length };
}
