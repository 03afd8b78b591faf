import type { Activity } from '../../../src/model/activity.ts';
import type { LeaseContext } from '../../../src/lease/lease-context.ts';
import { leaseStore } from '../../../src/lease/lease-store.ts';
import type { ApiError } from '../../../src/model/api-error.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Lease, LeaseRecord } from '../../../src/model/lease.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { ApiResult, KubeApi } from '../../../src/ports/kube-api.ts';
import { failure } from '../../support/api-results.ts';
import { lease } from '../../support/builders.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { fakeCluster } from '../../support/fake-cluster.ts';
import { fakeLeases, type FakeLeases } from '../../support/fake-leases.ts';
import { fakeOwnRun } from '../../support/fake-own-run.ts';

export const PLACE = { namespace: 'default', name: 'kubernixos-shop' };

/** When the server's clock starts, in milliseconds; the clock of this machine starts at 0. */
export const START = Date.parse('2026-05-05T05:05:05Z');

export interface LeaseScene {
  readonly context: LeaseContext;
  readonly clock: Clock;
  readonly leases: FakeLeases;
  readonly warnings: string[];
  readonly activities: (Activity | null)[];
  /** What the server holds now. */
  readonly now: () => Lease | undefined;
  /** Writes the Lease as another run would. */
  readonly put: (record?: Partial<LeaseRecord>) => Lease;
}

/** In the place of an answer: a status, the 404 of somebody who is no API server, an error, silence, or a failure. */
export type Instead = number | 'bare 404' | 'silence' | ApiError | Failure;

/**
 * A run called `me`, and a server that tells the time unless told. `answer` may put something else in
 * the place of an answer.
 */
export function leaseScene({
  answer = () => null,
  tellsTime = true,
  gone = [],
}: {
  readonly answer?: (verb: 'read' | 'write', record: LeaseRecord | null) => Instead | null;
  readonly tellsTime?: boolean;
  readonly gone?: readonly string[];
} = {}): LeaseScene {
  const clock = fakeClock();
  const leases = fakeLeases(() => (tellsTime ? START + clock.now() : null));
  const warnings: string[] = [];
  const activities: (Activity | null)[] = [];
  const api: KubeApi = {
    ...fakeCluster([]).api,
    readLease: (place, signal) =>
      instead(answer('read', null), signal) ?? leases.readLease(place, signal),
    writeLease: (place, record, seen, signal) =>
      instead(answer('write', record), signal) ?? leases.writeLease(place, record, seen, signal),
  };
  return {
    ...{ clock, leases, warnings, activities },
    context: {
      store: leaseStore(api, PLACE, clock),
      ...{ place: PLACE, deployment: 'shop', clock, run: fakeOwnRun('me', gone) },
      progress: (activity) => void activities.push(activity),
      warn: (message, hint) => void warnings.push(message, ...(hint === undefined ? [] : [hint])),
    },
    now: () => leases.held.get(`${PLACE.namespace}/${PLACE.name}`),
    put: (record) => leases.put(PLACE, { ...lease({ holder: 'other' }), ...record }),
  };
}

function instead(
  answer: Instead | null,
  signal: AbortSignal,
): ReturnType<KubeApi['readLease']> | null {
  if (answer === null) return null;
  if (answer === 'silence')
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  if (answer instanceof Failure) return Promise.reject(answer);
  return Promise.resolve({ answer: refusalOf(answer), date: null });
}

function refusalOf(answer: Exclude<Instead, 'silence' | Failure>): ApiResult<Lease> {
  if (typeof answer === 'number') return failure(answer, `the server says ${String(answer)}`);
  const bare = { status: 404, reason: 'HTTP 404', message: 'no such page' };
  return { ok: false, error: answer === 'bare 404' ? bare : answer };
}
