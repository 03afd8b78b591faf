// Does what standard input says with a store, and prints a line of JSON about each operation.

import { text } from 'node:stream/consumers';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import type { StoreRules } from '../../../src/model/backup-rules.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { BackupStore } from '../../../src/ports/backup-store.ts';
import type { OperationResult, StoreOperation } from './run-operations.ts';

const { rules, operations } = JSON.parse(await text(process.stdin)) as {
  readonly rules: StoreRules;
  readonly operations: readonly StoreOperation[];
};
const store = createStore(rules, process.env);
const abort = new AbortController();
process.once('SIGTERM', () => {
  abort.abort(new Error('stopped'));
});

for (const operation of operations)
  process.stdout.write(`${JSON.stringify(await attempt(operation))}\n`);

async function attempt(operation: StoreOperation): Promise<OperationResult> {
  try {
    return { value: (await run(store, operation, abort.signal)) ?? null };
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, message: error.message };
    return { code: 'no-failure', message: String(error) };
  }
}

function run(store: BackupStore, operation: StoreOperation, signal: AbortSignal): Promise<unknown> {
  switch (operation.verb) {
    case 'create':
    case 'list':
      return store[operation.verb](signal);
    case 'add':
      return store.add(operation.backup, operation.files, signal);
    case 'fetch':
      return store.fetch(operation.backup, operation.file, operation.target, signal);
    case 'remove':
      return store.remove(operation.backups, signal);
  }
}
