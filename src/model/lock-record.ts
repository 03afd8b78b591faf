import type { Json, JsonObject } from './json.ts';

/** What the file of a lock says of who holds it. */
export interface LockRecord {
  /** Who, where and which process, for people; no two runs have the same. */
  readonly holder: string;
  /** The process, as `OwnRun` names it; null where the system does not allow it. */
  readonly process: string | null;
  /** What it is doing, such as `install`. */
  readonly action: string;
}

/** Reads a lock's file; null for what is none. */
export function readLockRecord(value: JsonObject): LockRecord | null {
  const { holder, action } = value;
  if (typeof holder !== 'string' || typeof action !== 'string') return null;
  return { holder, action, process: textOrNull(value['process']) };
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** How old the last sign of life may be, in milliseconds, where nothing else is known of the holder. */
export const STALE_LOCK_MILLISECONDS = 60_000;

/**
 * Whether a lock is nobody's any more: its process has ended on this machine, or it has not been
 * renewed for a minute, as where it was held by another machine or container.
 */
export function isStale(
  lock: LockRecord,
  ageMilliseconds: number,
  isGone: (named: string) => boolean,
): boolean {
  return (
    (lock.process !== null && isGone(lock.process)) || ageMilliseconds > STALE_LOCK_MILLISECONDS
  );
}
