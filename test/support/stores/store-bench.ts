import { execa } from 'execa';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import type { StoreRules } from '../../../src/model/backup-rules.ts';
import type { BackupStore, FileToStore } from '../../../src/ports/backup-store.ts';

/** One kind of store, for the tests that are the same for all. */
export interface StoreKind {
  /** The rules of a store that keeps all it has below a directory. */
  readonly rules: (directory: string) => StoreRules;
  /** Variables that it needs beside PATH, HOME and TMPDIR. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What has to be run before a store can be made there, such as `git init`. */
  readonly prepare?: (directory: string) => readonly string[];
  /** Whether only one of several that make it at once can make it. */
  readonly isMadeOnce?: boolean;
}

/** A store with directories of its own. */
export interface StoreBench {
  readonly store: BackupStore;
  readonly rules: StoreRules;
  readonly env: Readonly<Record<string, string>>;
  /** Where the store keeps what it has. */
  readonly place: string;
  /** Makes a file to store, of random bytes unless they are given. */
  readonly file: (name: string, content?: number | Buffer) => Promise<FileToStore>;
  /** Fetches a file, and gives its bytes. */
  readonly read: (backup: string, file: string) => Promise<Buffer>;
  /** What is in the directory for temporary files. */
  readonly temporaryFiles: () => Promise<readonly string[]>;
  /** Command lines of what still works with its directories. */
  readonly processes: () => Promise<readonly string[]>;
  readonly directory: string;
  readonly remove: () => Promise<void>;
}

export async function makeStoreBench(kind: StoreKind): Promise<StoreBench> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-stores-'));
  const [place, home, temporary, sources] = ['place', 'home', 'tmp', 'sources'].map((name) =>
    join(directory, name),
  ) as [string, string, string, string];
  for (const path of [home, temporary, sources]) await mkdir(path, { mode: 0o700 });
  const [program, ...args] = kind.prepare?.(place) ?? [];
  if (program !== undefined) await execa(program, args);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: temporary,
    ...kind.variables,
  };
  const rules = kind.rules(place);
  const store = createStore(rules, env);
  let count = 0;
  return {
    ...{ store, rules, env, place, directory },
    async file(name, content = 1000) {
      const path = join(sources, String(count++));
      await writeFile(path, typeof content === 'number' ? randomBytes(content) : content);
      return { name, path };
    },
    async read(backup, file) {
      const target = join(sources, String(count++));
      await store.fetch(backup, file, target, AbortSignal.timeout(60_000));
      return readFile(target);
    },
    temporaryFiles: () => readdir(temporary),
    processes: () => processesOf(directory),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** What has it in its environment or on its command line. */
async function processesOf(directory: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const [environment = '', command = ''] = await Promise.all(
        ['environ', 'cmdline'].map((file) =>
          readFile(`/proc/${id}/${file}`, 'utf8').catch(() => ''),
        ),
      );
      const isIts = environment.includes(directory) || command.includes(directory);
      return isIts && Number(id) !== process.pid ? [command.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}
