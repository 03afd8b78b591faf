import { evaluateRelease } from '../evaluate/evaluate-release.ts';
import type { DeployRequest } from '../model/deploy-request.ts';
import type { Release } from '../model/release.ts';
import { openCluster } from './cluster-session.ts';
import type { DeployPorts } from './deploy-ports.ts';
import { tellOpening } from './tell-opening.ts';
import type { Verdict } from './verdict.ts';

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
    const evaluate = request.verifyLibrary
      ? (await import('../evaluate/verify-library.ts')).verifyLibrary
      : evaluateRelease;
    const evaluating = evaluate(ports.nix, request, signal, (line) => {
      ports.story.warn(line);
    });
    // Read while Nix and kubectl are at work.
    const rollout = opening === null ? null : import('./roll.ts');
    const release = await evaluating;
    telling.evaluation(null);
    ports.story.evaluated(release);
    const { schemas } = release.settings;
    if (schemas !== null) {
      const { checkSchemas } = await import('./check-schemas.ts');
      await checkSchemas(release, schemas, request, ports, signal);
    }
    await deliver(release, request, ports);
    if (opening === null || rollout === null) return 'done';
    const { roll } = await rollout;
    return await roll(release, request, await opening, ports, signal);
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
