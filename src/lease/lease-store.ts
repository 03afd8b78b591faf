import type { Lease, LeasePlace, LeaseRecord } from '../model/lease.ts';
import type { Clock } from '../ports/clock.ts';
import type { ApiResult, KubeApi } from '../ports/kube-api.ts';

/** One Lease, and the clock of the server that keeps it. */
export interface LeaseStore {
  read(signal: AbortSignal): Promise<ApiResult<Lease>>;
  /** Creates the Lease where `seen` is null, else replaces exactly that state of it. */
  write(record: LeaseRecord, seen: Lease | null, signal: AbortSignal): Promise<ApiResult<Lease>>;
  /** The server's clock, carried on from its last answer: milliseconds since 1970; null where it does not tell. */
  now(): number | null;
  /**
   * The same, or else the time of this machine, as a Lease holds it for people. Something else at every
   * call: a write that changes nothing is none, and its Lease would look stale to others.
   */
  stamp(): string;
}

/** A Lease by the API server. No clock of this machine decides, but for the time that passes. */
export function leaseStore(api: KubeApi, place: LeasePlace, clock: Clock): LeaseStore {
  let heard: { readonly date: number; readonly at: number } | null = null;
  const hear = (date: number | null) => {
    if (date !== null) heard = { date, at: clock.now() };
  };
  const now = () => (heard === null ? null : heard.date + clock.now() - heard.at);
  return {
    async read(signal) {
      const { answer, date } = await api.readLease(place, signal);
      hear(date);
      return answer;
    },
    async write(record, seen, signal) {
      const { answer, date } = await api.writeLease(place, record, seen, signal);
      hear(date);
      return answer;
    },
    now,
    stamp: () => microTime(now() ?? clock.date()),
  };
}

/** https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#MicroTime */
function microTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
