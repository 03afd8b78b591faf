import type { Lease, LeaseRecord } from '../model/lease.ts';
import type { OwnRun } from '../ports/own-run.ts';
import { DURATION_SECONDS } from './judge-lease.ts';

/** The Lease in the hands of this run, from `time` on. */
export function acquired(
  before: Lease | null,
  deployment: string,
  run: OwnRun,
  time: string,
): LeaseRecord {
  return {
    deployment,
    holder: run.identity,
    process: run.process,
    durationSeconds: DURATION_SECONDS,
    acquiredAt: time,
    renewedAt: time,
    transitions: before === null ? 0 : before.transitions + 1,
  };
}

export function renewed(lease: Lease, time: string): LeaseRecord {
  return { ...lease, renewedAt: time };
}

/** As client-go releases one: it stays, and is nobody's. */
export function released(lease: Lease, time: string): LeaseRecord {
  return { ...lease, holder: '', process: null, renewedAt: time };
}
