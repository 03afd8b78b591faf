import { chooseBackup } from '../../../backup/choose-backup.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { BackupRecord } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import { reasonOf } from '../../../model/reason-of.ts';
import { whyNot } from '../../../model/why-not.ts';
import type { Verdict } from '../../verdict.ts';
import { describeCluster } from '../describe-cluster.ts';
import type { BackupPorts } from './backup-ports.ts';
import { type BackupSession, withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';
import { openBackup } from './open-backup.ts';

/** What came of a backup that was fetched, opened and read. */
export interface VerifiedResult {
  readonly name: string;
  /** Why it is no good; null where it is. */
  readonly problem: string | null;
}

/**
 * Fetches backups, opens them, and reads all of them: those that are named, else all. `failed` where one
 * is no good, or there is none.
 */
export async function verifyBackups(
  request: EvaluationRequest,
  names: readonly string[],
  ports: BackupPorts & { readonly show: (result: VerifiedResult) => void },
  signal: AbortSignal,
): Promise<Verdict> {
  const { cluster } = await describeCluster(request, ports, signal);
  return withBackups(cluster, ports, signal, async (session) => {
    const records = await loadRecords(session);
    const chosen = chooseRecords(records, names, session);
    let isGood = true;
    for (const record of chosen) {
      const problem = await problemOf(session, record);
      isGood &&= problem === null;
      ports.show({ name: record.name, problem });
    }
    return isGood ? 'done' : 'failed';
  });
}

/** Throws a `Failure` where there is none to verify. */
function chooseRecords(
  records: readonly BackupRecord[],
  names: readonly string[],
  session: BackupSession,
): readonly BackupRecord[] {
  if (names.length > 0)
    return names.map((name) => {
      const found = records.find((record) => record.name === name);
      return (
        found ??
        chooseBackup(records, name, { place: session.store.place, now: session.ports.clock.date() })
      );
    });
  if (records.length === 0)
    chooseBackup(records, null, { place: session.store.place, now: session.ports.clock.date() });
  return records;
}

async function problemOf(session: BackupSession, record: BackupRecord): Promise<string | null> {
  const { name, state } = record;
  if (state.type !== 'verified') return whyNot(state);
  try {
    const { path } = await openBackup(session, { ...record, name, state });
    await session.workspace.remove(path);
    return null;
  } catch (error) {
    session.signal.throwIfAborted();
    if (error instanceof Failure) return reasonOf(error);
    throw error;
  }
}
