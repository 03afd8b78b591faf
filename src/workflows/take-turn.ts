import { acquireLease } from '../lease/acquire-lease.ts';
import { holdLease } from '../lease/hold-lease.ts';
import { sawEarlierRuns } from '../lease/judge-lease.ts';
import type { LeaseContext } from '../lease/lease-context.ts';
import { leaseStore } from '../lease/lease-store.ts';
import { UNSERVED_TEXT } from '../lease/lease-words.ts';
import { type DeployRequest, isRollout } from '../model/deploy-request.ts';
import { leaseName, servesLeases } from '../model/lease.ts';
import type { Release } from '../model/release.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeployStory } from '../ports/deploy-story.ts';
import type { OwnRun } from '../ports/own-run.ts';
import { type ClusterSession, lookAgain } from './cluster-session.ts';

/** A run that may have to wait for its turn. */
export interface Turn {
  readonly release: Release;
  readonly request: DeployRequest;
  readonly session: ClusterSession;
  readonly clock: Clock;
  readonly story: DeployStory;
  readonly run: OwnRun;
}

/**
 * Does what changes the cluster while no other run of the deployment does. Where another run may have
 * written after this one looked at the cluster, it looks again.
 */
export async function takeTurn<T>(
  turn: Turn,
  signal: AbortSignal,
  action: (session: ClusterSession, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { request, session, story } = turn;
  if (!isRollout(request) || request.kubectl.dryRun !== 'none') return action(session, signal);
  if (!servesLeases(session.discovery)) {
    story.warn(UNSERVED_TEXT);
    return action(session, signal);
  }
  const context = leaseContext(turn);
  const { taken, before, hasWaited } = await acquireLease(context, signal);
  const isCurrent = !hasWaited && sawEarlierRuns(before, session.discovery.serverTime);
  const act = async (signal: AbortSignal) =>
    action(isCurrent ? session : await lookAgain(session, request, signal, story.progress), signal);
  return taken === null ? act(signal) : holdLease(taken, context, signal, act);
}

function leaseContext({ release, session, clock, run, story }: Turn): LeaseContext {
  const { deployment, leaseNamespace } = release.settings;
  const place = { namespace: leaseNamespace, name: leaseName(deployment) };
  return {
    store: leaseStore(session.api, place, clock),
    ...{ place, deployment, run, clock },
    progress: story.progress,
    warn: (message, hint) => {
      story.warn(message, hint);
    },
  };
}
