import { nameParts } from '../../../backup/backup-name.ts';
import { verifiedBackups } from '../../../backup/judge-freshness.ts';
import type { BackupRecord, VerifiedBackup } from '../../../model/backup-record.ts';
import { Failure } from '../../../model/failure.ts';
import { suggest } from '../../../model/suggestion.ts';
import type { BackupSession } from './backup-session.ts';

/**
 * The backup of that name, or the newest one. Throws a `Failure` where there is none, or it is not to be
 * trusted; also where a newer one than the newest that counts is not: nobody should go further back than
 * they know.
 */
export function chooseBackup(
  records: readonly BackupRecord[],
  name: string | null,
  { place, now }: { readonly place: string; readonly now: number },
): VerifiedBackup {
  const verified = verifiedBackups(records);
  const chosen = name === null ? verified[0] : verified.find((record) => record.name === name);
  const newer = name === null ? findNewerRefused(records, chosen) : undefined;
  if (newer !== undefined && chosen !== undefined) throw newerRefused(newer, chosen.name);
  if (name === null && chosen !== undefined && timeOf(chosen) > now + TOLERANCE_MILLISECONDS)
    throw ofTheFuture(chosen.name);
  if (chosen !== undefined) return chosen;
  throw name === null ? noBackup(records, place) : notThat(records, name, place);
}

/** A clock may be a little ahead of another. */
const TOLERANCE_MILLISECONDS = 300_000;

function timeOf({ state }: VerifiedBackup): number {
  return Date.parse(state.manifest.time);
}

function ofTheFuture(name: string): Failure {
  return new Failure({
    code: 'backup-of-the-future',
    message: `the newest backup by its time is ${name}, which is later than now: which one is the newest cannot be told`,
    hint: 'Name the one that is meant; see kubernixos cluster backups list. Nothing was changed.',
  });
}

type Refused = BackupRecord & { readonly state: { readonly type: 'refused' } };

/** What choosing needs to know besides. */
export function placeAndTime({ store, ports }: BackupSession) {
  return { place: store.place, now: ports.clock.date() };
}

function findNewerRefused(
  records: readonly BackupRecord[],
  chosen: VerifiedBackup | undefined,
): Refused | undefined {
  const than = chosen === undefined ? NaN : timeOf(chosen);
  return records.find(
    (record): record is Refused =>
      record.state.type === 'refused' && Date.parse(nameParts(record.name)?.time ?? '') > than,
  );
}

function newerRefused({ name, state }: Refused, chosen: string): Failure {
  return new Failure({
    code: 'newer-backup-refused',
    message: `the newer backup ${name} is not to be trusted: ${whyNot(state)}`,
    hint: `See what happened to it. To go back to the newest one that counts, name it: ${chosen}. Nothing was changed.`,
  });
}

function noBackup(records: readonly BackupRecord[], place: string): Failure {
  const others = records.map(({ name, state }) => `${name}: ${whyNot(state)}`);
  return new Failure({
    code: 'no-verified-backup',
    message: [`${place} holds no verified backup of this cluster`, ...others].join('\n- '),
    hint: 'Nothing was changed.',
  });
}

function notThat(records: readonly BackupRecord[], name: string, place: string): Failure {
  const record = records.find((one) => one.name === name);
  const near = suggest(
    name,
    records.map((one) => one.name),
  );
  return new Failure({
    code: 'no-such-backup',
    message:
      record === undefined
        ? `${place} holds no backup ${JSON.stringify(name)} of this cluster`
        : `the backup ${name} does not count: ${whyNot(record.state)}`,
    hint: `${near === null || record !== undefined ? '' : `Did you mean ${near}? `}See those that do: kubernixos cluster backups list. Nothing was changed.`,
  });
}

function whyNot(state: BackupRecord['state']): string {
  switch (state.type) {
    case 'refused':
      return state.reason;
    case 'incomplete':
      return 'its run was interrupted before it was verified';
    case 'verified':
      return 'it counts';
  }
}
