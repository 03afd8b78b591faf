import { constants, copyFile, link, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../../../model/failure.ts';
import type { FileToStore } from '../../../ports/backup-store.ts';
import { record, text } from '../../narrow.ts';
import { fileIsThere, noSuchBackup } from '../store-failures.ts';
import type { Addition } from '../with-single-reads.ts';
import { findSnapshot, findSnapshots } from './list-snapshots.ts';
import { type BackupSnapshot, tagsOf } from './read-snapshots.ts';
import { resticFailure } from './restic-failures.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

const MOST_TRIES = 10;

/**
 * Stores files as one snapshot. Restic keeps as many files of a name as it is given, so whoever finds
 * another one after its own takes its own back, and looks again: no two runs succeed.
 */
export async function addFiles(
  workspace: ResticWorkspace,
  { backup, files, toExisting }: Addition,
  signal: AbortSignal,
): Promise<void> {
  await stage(workspace, backup, files);
  const isThere = (snapshots: readonly BackupSnapshot[]) =>
    !toExisting || snapshots.some((snapshot) => snapshot.backup === backup);
  for (let tries = 1; ; tries++) {
    const { snapshots: before } = await findSnapshots(workspace);
    if (!isThere(before)) throw backupGone(workspace.place, backup, files);
    const taken = findTaken(before, backup, files);
    if (taken !== undefined) throw fileIsThere(workspace.place, backup, taken.name);
    const id = await takeSnapshot(workspace, backup, files);
    const { snapshots: after } = await findSnapshots(workspace);
    const others = after.filter((other) => !other.id.startsWith(id));
    const rival = findTaken(others, backup, files);
    if (rival === undefined && isThere(others)) return;
    await workspace.restic(['forget', id]);
    if (rival === undefined) throw backupGone(workspace.place, backup, files);
    if (tries === MOST_TRIES) throw fileIsThere(workspace.place, backup, rival.name);
    await pause(Math.random() * 1000 * tries, undefined, { signal });
  }
}

function backupGone(place: string, backup: string, files: readonly FileToStore[]): Failure {
  const names = files.map(({ name }) => name);
  return noSuchBackup(place, backup, names);
}

/** Lays the files out as they are to be in the snapshot, under names that do not depend on this machine. */
async function stage(
  { staging }: ResticWorkspace,
  backup: string,
  files: readonly FileToStore[],
): Promise<void> {
  await mkdir(join(staging, backup), { mode: 0o700 });
  for (const { name, path } of files) {
    const target = join(staging, backup, name);
    // Another file system has no links to it.
    await link(path, target).catch(() => copyFile(path, target, constants.COPYFILE_FICLONE));
  }
}

function findTaken(
  snapshots: readonly BackupSnapshot[],
  backup: string,
  files: readonly FileToStore[],
): FileToStore | undefined {
  return files.find(({ name }) => findSnapshot(snapshots, backup, name) !== undefined);
}

/** Gives the beginning of its id. A snapshot that lacks something is taken back. */
async function takeSnapshot(
  { attempt, restic, staging, place }: ResticWorkspace,
  backup: string,
  files: readonly FileToStore[],
): Promise<string> {
  const sizes = await Promise.all(
    files.map(async ({ name }) => [name, (await stat(join(staging, backup, name))).size] as const),
  );
  const tags = tagsOf({ backup, files: new Map(sizes) }).flatMap((tag) => ['--tag', tag]);
  const options = ['--json', '--quiet', '--force', '--host', 'kubernixos'];
  const { exitCode, stdout, stderr } = await attempt(['backup', ...options, ...tags, backup]);
  const id = readSummary(stdout);
  if (exitCode === 0 && id !== '') return id;
  if (id !== '') await restic(['forget', id]);
  throw resticFailure(place, 'backup', stderr);
}

/** The id in the last of the lines that `restic backup --json` prints; empty where there is none. */
function readSummary(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.includes('"snapshot_id"'));
  try {
    return text(record(JSON.parse(lines.at(-1) ?? '{}'))['snapshot_id']);
  } catch {
    return '';
  }
}
