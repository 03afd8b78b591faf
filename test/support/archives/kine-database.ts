import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../cluster-tools.ts';

const SCRIPT = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec(process.argv[2]);
database.close();
`;

/** The table of kine, with rows over many pages. */
export const KINE = `
create table kine (id integer primary key autoincrement, name text, value blob);
create index kine_name_index on kine (name);
with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 500)
insert into kine (name, value) select '/registry/' || n, randomblob(200) from numbers;
`;

/** A real database of SQLite that this SQL made. */
export async function makeDatabase(sql: string): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'kine-database-'));
  const file = join(directory, 'kine-state-backup.db');
  try {
    const { exitCode, stderr } = await runProgram(process.execPath, ['-e', SCRIPT, file, sql]);
    if (exitCode !== 0) throw new Error(stderr);
    return await readFile(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
