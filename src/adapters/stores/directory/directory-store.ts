import { isAbsolute } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import { belowHome } from '../../home-directory.ts';
import { explained } from '../explained.ts';
import { checkStoredNames } from '../stored-name.ts';
import type { StoreAdapter } from '../with-single-reads.ts';
import { addFiles } from './add-files.ts';
import { fetchFile } from './fetch-file.ts';
import { listBackups } from './list-backups.ts';
import { makeStore } from './make-store.ts';
import { openStore } from './open-store.ts';
import { removeBackup } from './remove-backup.ts';

/**
 * Backups below a directory, as `BACKUP/FILE`. What is being written has another name until all of it
 * is on the disk, so that whatever ends a run leaves whole backups only.
 */
export function directoryStore(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): StoreAdapter {
  const place = belowHome(env, path);
  const attempt = attemptAt(place);
  return {
    place,
    create: (signal) => attempt('make the store', signal, () => makeStore(place)),
    read: (use, signal) =>
      attempt('read backups', signal, async () => {
        await openStore(place);
        return use({
          list: () => listBackups(place, signal),
          fetch: (backup, file, target) =>
            attempt(`read ${backup}`, signal, () =>
              fetchFile(place, { backup, file }, target, signal),
            ),
        });
      }),
    async add(addition, signal) {
      const { backup, files } = addition;
      checkStoredNames([backup, ...files.map(({ name }) => name)]);
      await attempt(`store ${backup}`, signal, async () => {
        await openStore(place);
        await addFiles(place, addition, signal);
      });
    },
    async remove(backups, signal) {
      checkStoredNames(backups);
      await attempt('remove backups', signal, async () => {
        await openStore(place);
        for (const backup of backups) {
          signal.throwIfAborted();
          await removeBackup(place, backup);
        }
      });
    },
  };
}

function attemptAt(place: string) {
  return async <T>(action: string, signal: AbortSignal, run: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    if (!isAbsolute(place)) throw notAbsolute(place);
    return explained(place, action, signal, run);
  };
}

function notAbsolute(path: string): Failure {
  return new Failure({
    code: 'store-path',
    message: `the store of backups is to be ${JSON.stringify(path)}, which depends on where this is run`,
    hint: 'Write an absolute path, or one that begins with ~/. Nothing was changed.',
  });
}
