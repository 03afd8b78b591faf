import type { JsonObject } from '../../src/model/json.ts';
import type { Lease, LeasePlace, LeaseRecord } from '../../src/model/lease.ts';
import type { KubeApi } from '../../src/ports/kube-api.ts';
import type { ApiResult } from '../../src/ports/kube-api.ts';
import { failure, success } from './api-results.ts';

export interface FakeLeases extends Pick<KubeApi, 'readLease' | 'writeLease'> {
  /** What the server holds, by namespace and name. */
  readonly held: ReadonlyMap<string, Lease>;
  /** The holder of every write, in order; empty for a release. */
  readonly writes: readonly string[];
  /** Writes as somebody else would. */
  readonly put: (place: LeasePlace, record: LeaseRecord) => Lease;
  readonly remove: (place: LeasePlace) => void;
}

/** The Leases of an API server in memory. `now` is its clock: milliseconds, null where it does not tell. */
export function fakeLeases(now: () => number | null = () => null): FakeLeases {
  const held = new Map<string, Lease>();
  const writes: string[] = [];
  let version = 0;
  const put = (place: LeasePlace, record: LeaseRecord) => {
    version += 1;
    const metadata: JsonObject = { ...place, resourceVersion: String(version) };
    const time = now();
    const writtenAt = time === null ? null : Math.floor(time / 1000) * 1000;
    const lease = { ...record, metadata, writtenAt };
    held.set(textOf(place), lease);
    return lease;
  };
  const dated = (answer: ApiResult<Lease>) => Promise.resolve({ answer, date: now() });
  return {
    held,
    writes,
    put,
    remove: (place) => void held.delete(textOf(place)),
    readLease(place) {
      const lease = held.get(textOf(place));
      return dated(lease === undefined ? failure(404) : success(lease));
    },
    writeLease(place, record, seen) {
      const lease = held.get(textOf(place));
      if (lease === undefined && seen !== null) return dated(failure(404));
      if (lease?.metadata['resourceVersion'] !== seen?.metadata['resourceVersion'])
        return dated(failure(409));
      writes.push(record.holder);
      return dated(success(put(place, record)));
    },
  };
}

function textOf({ namespace, name }: LeasePlace): string {
  return `${namespace}/${name}`;
}
