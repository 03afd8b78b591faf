import { createHash } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject } from '../model/json.ts';
import { isStale, type LockRecord, readLockRecord } from '../model/lock-record.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ClusterLock, HeldLock } from '../ports/cluster-lock.ts';
import type { OwnRun } from '../ports/own-run.ts';
import { baseDirectory } from './home-directory.ts';
import { makeDirectories } from './make-directories.ts';
import { fateOf, nameProcess } from './processes.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const RENEWAL_MILLISECONDS = 10_000;

/** Locks as files in the user's state directory, one for each cluster. */
export function clusterLock(env: Variables, run: OwnRun): ClusterLock {
  return {
    async take(cluster, action) {
      const directory = join(baseDirectory(env, 'XDG_STATE_HOME'), 'kubernixos', 'clusters');
      const path = join(directory, `${cluster}.lock`);
      const processes = run.process === null ? [] : [run.process];
      const record = { holder: run.identity, processes, action };
      const draft = `${path}.${nameOf(record.holder)}`;
      try {
        await makeDirectories(directory, 0o700);
        await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
        await putInPlace(draft, path, cluster);
      } catch (error) {
        throw error instanceof Failure ? error : cannotLock(path, error);
      } finally {
        await rm(draft, { force: true });
      }
      return hold(path, record);
    },
  };
}

/** A link appears at once with all that is in the file, and never replaces another. */
async function putInPlace(draft: string, path: string, cluster: string): Promise<void> {
  if (await isLinked(draft, path)) return;
  const found = await look(path);
  if (found === null) return putInPlace(draft, path, cluster); // Released meanwhile.
  if (!isStale(found.record, found.age, fateOf)) throw busy(cluster, found.record, path);
  await takeOver(draft, path, cluster, found.record);
}

/** Whoever makes the permit may replace that lock, if it is still there then. */
async function takeOver(
  draft: string,
  path: string,
  cluster: string,
  stale: LockRecord,
): Promise<void> {
  const permit = `${path}.after-${nameOf(stale.holder)}`;
  if (!(await isLinked(draft, permit))) throw busy(cluster, stale, permit);
  try {
    const now = await look(path);
    if (now !== null && now.record.holder !== stale.holder) throw busy(cluster, now.record, path);
    await rename(draft, path);
  } finally {
    await rm(permit, { force: true });
  }
}

async function isLinked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** What is in a lock, and when its holder last gave a sign of life; null where there is none. */
async function look(
  path: string,
): Promise<{ readonly record: LockRecord; readonly age: number } | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { record: recordIn(text, path), age: Date.now() - mtimeMs };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function recordIn(text: string, path: string): LockRecord {
  const record = readRecord(text);
  if (record !== null) return record;
  throw new Failure({
    code: 'damaged-lock',
    message: `${path} is the lock of a cluster, and cannot be read: who holds it is not known`,
    hint: 'See that no run works on the cluster, and remove the file.',
  });
}

function readRecord(text: string): LockRecord | null {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? readLockRecord(value) : null;
  } catch {
    return null; // Cut short, as by a loss of power.
  }
}

/** Renews a lock until it is released, or turns out to be another's. */
function hold(path: string, record: LockRecord): HeldLock {
  const lost = new AbortController();
  /** Null where that cannot be seen just now. */
  const isOurs = async () => {
    try {
      return (await look(path))?.record.holder === record.holder;
    } catch {
      return null;
    }
  };
  const timer = setInterval(() => void renew(), RENEWAL_MILLISECONDS);
  timer.unref();
  async function renew(): Promise<void> {
    const ours = await isOurs();
    if (ours === false) lost.abort(lostLock(path));
    if (ours === true) await utimes(path, new Date(), new Date()).catch(() => undefined);
  }
  return {
    lost: lost.signal,
    async cover(pid) {
      const named = nameProcess(pid);
      if (named === null || (await isOurs()) !== true) return;
      const draft = `${path}.${nameOf(record.holder)}`;
      const more = { ...record, processes: [...record.processes, named] };
      await writeFile(draft, JSON.stringify(more), { mode: 0o600 });
      await rename(draft, path);
    },
    async release() {
      clearInterval(timer);
      if ((await isOurs()) === true) await rm(path, { force: true });
    },
  };
}

/** A word that a file name can hold. */
function nameOf(holder: string): string {
  return createHash('sha256').update(holder).digest('hex').slice(0, 16);
}

function busy(cluster: string, { action, holder }: LockRecord, path: string): Failure {
  return new Failure({
    code: 'cluster-busy',
    message: `another run works on the cluster ${cluster}: ${action} by ${holder}`,
    hint: `Wait for its end. If it has none, since its machine is gone: remove ${path}`,
  });
}

function lostLock(path: string): Failure {
  return new Failure({
    code: 'lock-lost',
    message: `the lock of this run, ${path}, is another run's now`,
    hint: 'See what that one does, and what is left to do: kubernixos cluster status.',
  });
}

function cannotLock(path: string, cause: unknown): Failure {
  return new Failure({
    code: 'cannot-lock',
    message: `no lock can be taken: ${path}: ${reasonOf(cause)}`,
    hint: 'Set XDG_STATE_HOME to a directory that you can write. Nothing was changed.',
    cause,
  });
}
