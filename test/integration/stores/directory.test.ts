import { execa } from 'execa';
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import { runOperations, startOperations } from '../../support/stores/run-operations.ts';
import {
  makeStoreBench,
  type StoreBench,
  type StoreKind,
} from '../../support/stores/store-bench.ts';
import { waitFor } from '../../support/wait-for.ts';
import { testStore } from './contract.ts';

const KIND: StoreKind = { rules: (path) => ({ type: 'directory', path }) };

describe('a directory', () => {
  testStore(KIND);
});

describe('a directory with backups', () => {
  const { signal } = new AbortController();
  let bench: StoreBench;

  beforeEach(async () => {
    bench = await makeStoreBench(KIND);
  });
  afterEach(() => bench.remove());

  async function storeWithOne(): Promise<void> {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
  }

  test('belongs to its owner alone, and has a folder for each backup', async () => {
    await storeWithOne();
    const mode = async (...names: string[]) =>
      ((await stat(join(bench.place, ...names))).mode & 0o777).toString(8);
    expect(await mode()).toBe('700');
    expect(await mode('one')).toBe('700');
    expect(await mode('one', 'a.age')).toBe('600');
    expect((await readdir(bench.place)).toSorted()).toEqual(['.kubernixos-backups', 'one']);
  });

  test.skipIf(process.getuid?.() !== 0)(
    'explains a file that cannot be read, and reads others',
    async () => {
      const [NOBODY, ROOT] = [65_534, 0];
      await storeWithOne();
      await bench.store.add('two', [await bench.file('b.age')], signal);
      await execa('chown', ['-R', String(NOBODY), bench.directory]);
      await chown(join(bench.place, 'one/a.age'), ROOT, ROOT);
      process.seteuid?.(NOBODY);
      const read = bench.store.read(async (view) => {
        await expect(view.fetch('one', 'a.age', join(bench.directory, 'a'))).rejects.toMatchObject({
          code: 'store-failed',
          message: expect.stringContaining('cannot read one: EACCES') as string,
        });
        await view.fetch('two', 'b.age', join(bench.directory, 'b'));
      }, signal);
      await read.finally(() => process.seteuid?.(ROOT));
      expect((await stat(join(bench.directory, 'b'))).size).toBe(1000);
    },
  );

  test('lies below the home directory where ~ begins its path', async () => {
    const store = createStore({ type: 'directory', path: '~/backups' }, bench.env);
    await store.create(signal);
    expect(store.place).toBe(join(bench.env['HOME'] ?? '', 'backups'));
    expect(await readdir(store.place)).toEqual(['.kubernixos-backups']);
  });

  test('never depends on where it is run', async () => {
    const store = createStore({ type: 'directory', path: 'backups' }, bench.env);
    await expect(store.create(signal)).rejects.toMatchObject({
      message: 'the store of backups is to be "backups", which depends on where this is run',
    });
  });

  test('is not made below a directory that is not there, as that of a disk', async () => {
    const path = join(bench.place, 'store');
    const store = createStore({ type: 'directory', path }, bench.env);
    await expect(store.create(signal)).rejects.toMatchObject({
      code: 'store-missing',
      message: `${path} cannot be made: ${bench.place} is not there`,
    });
  });

  test('is made in an empty directory, which keeps its mode', async () => {
    await mkdir(bench.place);
    await chmod(bench.place, 0o750);
    expect(await bench.store.create(signal)).toBe('made');
    expect((await stat(bench.place)).mode & 0o777).toBe(0o750);
  });

  test('is not made where other files are', async () => {
    await mkdir(bench.place);
    await writeFile(join(bench.place, 'thesis.txt'), 'mine');
    await expect(bench.store.create(signal)).rejects.toMatchObject({
      code: 'store-foreign',
      message: `${bench.place} is no store of backups, and not empty: it holds thesis.txt`,
    });
    expect(await readdir(bench.place)).toEqual(['thesis.txt']);
  });

  test('of a disk that is not mounted is an error, whatever is asked', async () => {
    await mkdir(bench.place);
    const failure = {
      code: 'store-missing',
      message: `${bench.place} is no store of backups: it has no .kubernixos-backups`,
    };
    const files = [await bench.file('a.age')];
    for (const attempt of [
      () => bench.store.list(signal),
      () => bench.store.add('one', files, signal),
      () => bench.store.fetch('one', 'a.age', 'x', signal),
      () => bench.store.remove(['one'], signal),
    ])
      await expect(attempt()).rejects.toMatchObject(failure);
    expect(await readdir(bench.place)).toEqual([]);
  });

  test('of a later format is left alone', async () => {
    await storeWithOne();
    await writeFile(join(bench.place, '.kubernixos-backups'), 'kubernixos-backups/2\n');
    await expect(bench.store.create(signal)).rejects.toMatchObject({ code: 'store-format' });
    await expect(bench.store.list(signal)).rejects.toMatchObject({ code: 'store-format' });
  });

  test('follows no links', async () => {
    await storeWithOne();
    const secret = join(bench.directory, 'secret');
    await mkdir(secret);
    await writeFile(join(secret, 'a.age'), 'mine');
    await symlink(join(secret, 'a.age'), join(bench.place, 'one/b.age'));
    const damaged = { code: 'store-damaged' };
    await expect(bench.store.list(signal)).rejects.toMatchObject({
      message: `${join(bench.place, 'one/b.age')} is no plain file, as a store of backups has it`,
    });
    await expect(bench.read('one', 'b.age')).rejects.toMatchObject(damaged);
    await symlink(secret, join(bench.place, 'two'));
    const files = [await bench.file('b.age')];
    await expect(bench.store.add('two', files, signal)).rejects.toMatchObject(damaged);
    await expect(bench.store.remove(['two'], signal)).rejects.toMatchObject(damaged);
    expect(await readFile(join(secret, 'a.age'), 'utf8')).toBe('mine');
    expect(await readdir(secret)).toEqual(['a.age']);
  });

  test('waits for nobody at a pipe', async () => {
    await storeWithOne();
    await execa('mkfifo', [join(bench.place, 'one/b.age')]);
    await expect(bench.read('one', 'b.age')).rejects.toMatchObject({ code: 'store-damaged' });
  });

  test('leaves alone what others put beside its backups', async () => {
    await storeWithOne();
    await mkdir(join(bench.place, 'lost+found'));
    await writeFile(join(bench.place, 'README'), 'mine');
    await writeFile(join(bench.place, 'one', '.nfs0001'), '');
    expect(await bench.store.list(signal)).toMatchObject([{ name: 'one' }]);
    await bench.store.remove(['one'], signal);
    expect((await readdir(bench.place)).toSorted()).toEqual([
      '.kubernixos-backups',
      'README',
      'lost+found',
    ]);
  });

  test('keeps a backup with what is no file of one', async () => {
    await storeWithOne();
    await writeFile(join(bench.place, 'one', 'my notes'), 'mine');
    await expect(bench.store.remove(['one'], signal)).rejects.toMatchObject({
      code: 'store-damaged',
    });
    expect((await readdir(join(bench.place, 'one'))).toSorted()).toEqual(['a.age', 'my notes']);
  });

  test('gives a damaged file as it is, for its digest to tell', async () => {
    await storeWithOne();
    await truncate(join(bench.place, 'one/a.age'), 999);
    expect(await bench.read('one', 'a.age')).toHaveLength(999);
    expect(await bench.store.list(signal)).toMatchObject([{ files: [{ size: 999 }] }]);
  });

  test('has no more of a killed writer after the next backup', async () => {
    await bench.store.create(signal);
    const drafts = async () =>
      (await readdir(bench.place)).filter((name) => name.includes('draft'));
    const files = [await bench.file('a.age', 200_000_000)];
    const writer = startOperations(bench, [{ verb: 'add', backup: 'one', files }]);
    await waitFor(async () => (await drafts()).length > 0, { interval: 1 });
    writer.kill('SIGKILL');
    await writer;
    expect(await drafts()).toHaveLength(1);
    expect(await bench.store.list(signal)).toEqual([]);
    await bench.store.add('two', [await bench.file('a.age')], signal);
    expect(await drafts()).toEqual([]);
  });

  test('keeps what a writer of another machine has not finished, for a day', async () => {
    await bench.store.create(signal);
    const draft = join(bench.place, '.draft-0123abcd_1_2-deadbeef');
    await mkdir(draft);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    expect((await stat(draft)).isDirectory()).toBe(true);
    await execa('touch', ['-d', '25 hours ago', draft]);
    await bench.store.add('two', [await bench.file('a.age')], signal);
    await expect(stat(draft)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('that went away says so', async () => {
    await storeWithOne();
    await rm(bench.place, { recursive: true });
    expect(await runOperations(bench, [{ verb: 'list' }])).toEqual([
      { code: 'store-missing', message: `${bench.place} is not there` },
    ]);
  });
});
