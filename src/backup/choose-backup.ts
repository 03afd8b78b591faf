import { nameParts } from './backup-name.ts';
import { isOfTheFuture, verifiedBackups } from './verified-backups.ts';
import type { BackupRecord, VerifiedBackup } from '../model/backup-record.ts';
import { Failure } from '../model/failure.ts';
import { suggest } from '../model/suggestion.ts';
import { whyNot } from '../model/why-not.ts';

/** What choosing depends on besides. */
interface Circumstances {
  /** The store, for people. */
  readonly place: string;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/**
 * The backup of that name, or the newest one. Throws a `Failure` where there is none, or it is not to be
 * trusted; also where it is unknown which one is the newest: nobody should go further back than they know.
 */
export function chooseBackup(
  records: readonly BackupRecord[],
  name: string | null,
  { place, now }: Circumstances,
): VerifiedBackup {
  return name === null ? newestBackup(records, place, now) : namedBackup(records, name, place);
}

function namedBackup(
  records: readonly BackupRecord[],
  name: string,
  place: string,
): VerifiedBackup {
  const named = verifiedBackups(records).find((record) => record.name === name);
  if (named === undefined) throw notThat(records, name, place);
  return named;
}

function newestBackup(
  records: readonly BackupRecord[],
  place: string,
  now: number,
): VerifiedBackup {
  const [newest] = verifiedBackups(records);
  if (newest === undefined) throw noBackup(records, place);
  const { time } = newest.state.manifest;
  if (isOfTheFuture(time, now)) throw ofTheFuture(newest.name);
  const newer = records.find(
    ({ name, state }) => state.type === 'refused' && (nameParts(name)?.time ?? '') > time,
  );
  if (newer !== undefined) throw newerRefused(newer, newest.name);
  return newest;
}

function ofTheFuture(name: string): Failure {
  return new Failure({
    code: 'backup-of-the-future',
    message: `the newest backup by its time is ${name}, which is later than now: which one is the newest cannot be told`,
    hint: 'Name the one that is meant; see kubernixos cluster backups list. Nothing was changed.',
  });
}

function newerRefused({ name, state }: BackupRecord, chosen: string): Failure {
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
