/**
 * What a Node of its own runs on a database of SQLite, the first argument: a line of JSON with what is
 * wrong, null where nothing is. kine keeps its state in one table, which is never without a row.
 * https://www.sqlite.org/pragma.html#pragma_integrity_check
 */
export const DATABASE_SCRIPT = `
const { DatabaseSync } = require('node:sqlite');
function judge() {
  const database = new DatabaseSync(process.argv[1], { readOnly: true });
  const [found] = database.prepare('PRAGMA integrity_check(1)').all();
  const verdict = String(Object.values(found ?? {})[0]);
  if (verdict !== 'ok') return verdict;
  const table = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'kine'").get();
  if (table === undefined) return 'it holds no table of kine';
  return database.prepare('SELECT 1 FROM kine LIMIT 1').get() === undefined ? 'its table of kine is empty' : null;
}
let reason;
try {
  reason = judge();
} catch (error) {
  reason = error.message;
}
console.log(JSON.stringify({ reason }));
`;
