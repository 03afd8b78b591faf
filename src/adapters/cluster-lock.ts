import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parseJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject } from '../model/json.ts';
import { isStale, type LockRecord, readLockRecord } from '../model/lock-record.ts';
import { reasonOf } from '../model/reason-of.ts';
import type { ClusterLock, HeldLock } from '../ports/cluster-lock.ts';
import type { OwnRun } from '../ports/own-run.ts';
import { homeDirectory } from './home-directory.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const RENEWAL_MILLISECONDS = 10_000;

/** Locks as files in the user's state directory, one for each cluster. */
export function clusterLock(env: Variables, run: OwnRun): ClusterLock {
  return {
    async take(cluster, action) {
      const directory = join(stateDirectory(env), 'kubernixos', 'clusters');
      const path = join(directory, `${cluster}.lock`);
      const record = { holder: run.identity, process: run.process, action };
      const draft = `${path}.${nameOf(record.holder)}`;
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
        await putInPlace(draft, path, cluster, run);
      } catch (error) {
        throw error instanceof Failure ? error : cannotLock(path, error);
      } finally {
        await rm(draft, { force: true });
      }
      return hold(path, record);
    },
  };
}

function stateDirectory(env: Variables): string {
  const { XDG_STATE_HOME = '' } = env;
  return isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : join(homeDirectory(env), '.local', 'state');
}

/** A link appears at once with all that is in the file, and never replaces another. */
async function putInPlace(
  draft: string,
  path: string,
  cluster: string,
  run: OwnRun,
): Promise<void> {
  if (await isLinked(draft, path)) return;
  const found = await look(path);
  if (found === null) return putInPlace(draft, path, cluster, run); // Released meanwhile.
  if (!isStale(found.record, found.age, (process) => run.isGone(process)))
    throw busy(cluster, found.record, path);
  // Whoever makes this file may replace that lock, and no other run can make it for the same one.
  const permit = `${path}.after-${nameOf(found.record.holder)}`;
  if (!(await isLinked(draft, permit))) throw busy(cluster, found.record, permit);
  await rename(draft, path);
  await rm(permit);
}

async function isLinked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** What is in a lock, and when its holder last gave a sign of life; null where there is none. */
async function look(
  path: string,
): Promise<{ readonly record: LockRecord; readonly age: number } | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { record: recordIn(text), age: Date.now() - mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function recordIn(text: string): LockRecord {
  const value = parseJson(text);
  const record = isJsonObject(value) ? readLockRecord(value) : null;
  if (record === null) throw new Error('it is no lock of kubernixos');
  return record;
}

/** Renews a lock until it is released, or turns out to be another's. */
function hold(path: string, { holder }: LockRecord): HeldLock {
  const lost = new AbortController();
  const isOurs = async () => (await look(path).catch(() => null))?.record.holder === holder;
  const timer = setInterval(() => void renew(), RENEWAL_MILLISECONDS);
  timer.unref();
  async function renew(): Promise<void> {
    if (await isOurs()) await utimes(path, new Date(), new Date()).catch(() => undefined);
    else lost.abort(lostLock(path));
  }
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}

/** A word that a file name can hold. */
function nameOf(holder: string): string {
  return createHash('sha256').update(holder).digest('hex').slice(0, 16);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
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
