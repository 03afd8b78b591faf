import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Wholeness } from '../../model/archive-contents.ts';
import { Failure } from '../../model/failure.ts';
import { makeGuardedDirectory } from '../guarded-directory.ts';
import { record } from '../narrow.ts';
import { runSupervised } from '../supervise.ts';
import { DATABASE_SCRIPT } from './database-script.ts';
import type { TarEntry } from './read-tar.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Copies a database of SQLite to a private directory, checks it there, and removes it. */
export async function checkDatabase(
  { content }: TarEntry,
  env: Variables,
  signal: AbortSignal,
): Promise<Wholeness> {
  const directory = await makeGuardedDirectory(env, 'kubernixos-database-');
  try {
    const file = join(directory.path, 'state.db');
    await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
    return readVerdict(await judge(file, env, signal));
  } finally {
    await directory.remove();
  }
}

/** By a process of its own: before Node 24, SQLite in Node warns that it is new. */
async function judge(file: string, env: Variables, signal: AbortSignal): Promise<string> {
  const result = await runSupervised(
    {
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', '--eval', DATABASE_SCRIPT, '--', file],
      env: { PATH: env['PATH'] },
    },
    signal,
  );
  const text = result.type === 'exited' ? new TextDecoder().decode(result.stdout) : '';
  if (text !== '') return text;
  const stderr = result.type === 'exited' ? new TextDecoder().decode(result.stderr) : '';
  throw new Failure({
    code: 'database-unchecked',
    message: `the database of the archive cannot be checked: ${stderr.trim() || 'Node does not start'}`,
    hint: 'It takes a Node that has SQLite (`node:sqlite`). Nothing of the archive was used.',
  });
}

function readVerdict(text: string): Wholeness {
  const { reason } = record(JSON.parse(text));
  if (reason === null) return { isWhole: true };
  return { isWhole: false, reason: typeof reason === 'string' ? reason : 'it cannot be read' };
}
