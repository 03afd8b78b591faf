import { isJsonArray, type JsonObject } from './json.ts';

/** What the file of a lock says of who holds it. */
export interface LockRecord {
  /** Who, where and which process, for people; no two runs have the same. */
  readonly holder: string;
  /** The run, and what works for it and may outlive it, by their names among all processes. */
  readonly processes: readonly string[];
  /** What it is doing, such as `install`. */
  readonly action: string;
}

/** Reads a lock's file; null for what is none. */
export function readLockRecord(value: JsonObject): LockRecord | null {
  const { holder, action, processes } = value;
  if (typeof holder !== 'string' || typeof action !== 'string') return null;
  const named = processes !== undefined && isJsonArray(processes) ? processes : [];
  return { holder, action, processes: named.filter((name) => typeof name === 'string') };
}

/** How old the last sign of life may be, in milliseconds, where nothing else is known of the holder. */
export const STALE_LOCK_MILLISECONDS = 60_000;

/**
 * Whether a lock is nobody's any more: all its processes have ended on this machine; or it has not
 * been renewed for a minute and none is known to live, as where another machine or container had it.
 */
export function isStale(
  { processes }: LockRecord,
  ageMilliseconds: number,
  fateOf: (named: string) => 'alive' | 'gone' | 'unknown',
): boolean {
  const fates = processes.map(fateOf);
  if (fates.includes('alive')) return false;
  const areGone = fates.length > 0 && fates.every((fate) => fate === 'gone');
  return areGone || ageMilliseconds > STALE_LOCK_MILLISECONDS;
}
