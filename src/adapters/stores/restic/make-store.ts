import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { Failure } from '../../../model/failure.ts';
import { foreignPlace, noStore } from '../store-failures.ts';
import { resticFailure } from './restic-failures.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

const ANSWER_MILLISECONDS = 5 * 60 * 1000;

/** Makes the repository, unless there is one; restic itself makes none where it finds one, or cannot look. */
export async function makeStore(workspace: ResticWorkspace): Promise<'made' | 'there'> {
  const { attempt, restic, place } = workspace;
  const open = ['cat', 'config', '--no-lock'];
  const found = await attempt(open, ANSWER_MILLISECONDS);
  if (found.exitCode === 0) return 'there';
  const failure = resticFailure(place, 'cat config', found.stderr);
  if (failure.code !== 'store-missing') throw failure;
  await checkDirectory(place);
  const { exitCode, stderr } = await attempt(['init', '--quiet']);
  const wasFaster = /already (?:exists|initialized)/.test(stderr);
  if (exitCode !== 0 && !wasFaster) throw resticFailure(place, 'init', stderr);
  await restic(open, ANSWER_MILLISECONDS);
  return wasFaster ? 'there' : 'made';
}

/** What restic makes in a new repository before its `config`, the last. */
const PARTS = ['data', 'index', 'keys', 'locks', 'snapshots'];

/**
 * Of a directory of this machine: that above it is there, where its disk is mounted, and it holds
 * nothing else. A key without a config is of a repository that was not made to its end; a second key
 * would make it unreadable.
 */
async function checkDirectory(place: string): Promise<void> {
  const path = /^(?:local:)?(\/.*)$/.exec(place)?.[1];
  if (path === undefined) return;
  const above = dirname(path);
  await stat(above).catch((error: unknown) => {
    throw noStore(place, `cannot be made: ${above} is not there`, error);
  });
  const foreign = (await namesIn(path)).find((name) => !PARTS.includes(name));
  if (foreign !== undefined) throw foreignPlace(place, foreign);
  if ((await namesIn(join(path, 'keys'))).length > 0) throw unfinished(place);
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function unfinished(place: string): Failure {
  return new Failure({
    code: 'store-unfinished',
    message: `${place} is a repository of restic that was not made to its end: it has keys and no config`,
    hint: 'Remove it, since it holds nothing yet, and try again. Nothing was changed.',
  });
}
