import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StoredBackup } from '../../../src/ports/backup-store.ts';
import {
  runOnSmallDisk,
  runOperations,
  startOperations,
} from '../../support/stores/run-operations.ts';
import {
  makeStoreBench,
  type StoreBench,
  type StoreKind,
} from '../../support/stores/store-bench.ts';
import { thorough } from '../../e2e/main/thorough.ts';

/** What every store does, and what no store does whatever happens to it. */
export function testStore(kind: StoreKind): void {
  const { signal } = new AbortController();
  // Restic and git need seconds for each step on a busy machine.
  vi.setConfig({ testTimeout: thorough ? 900_000 : 240_000, hookTimeout: 120_000 });
  let bench: StoreBench;

  beforeEach(async () => {
    bench = await makeStoreBench(kind);
    vi.stubEnv('TMPDIR', bench.env['TMPDIR']);
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    const left = async () => [...(await bench.temporaryFiles()), ...(await bench.processes())];
    await vi
      .waitFor(async () => {
        expect(await left()).toEqual([]);
      }, 15_000)
      .finally(() => bench.remove());
  });

  const names = async () => (await bench.store.list(signal)).map(describeBackup);

  test('is made once', async () => {
    expect(await bench.store.create(signal)).toBe('made');
    expect(await bench.store.create(signal)).toBe('there');
    expect(await names()).toEqual([]);
  });

  test.skipIf(kind.isMadeOnce === false)(
    'is made once by many that make it at the same time',
    async () => {
      const made = await Promise.all(Array.from({ length: 4 }, () => bench.store.create(signal)));
      expect(made.filter((result) => result === 'made')).toHaveLength(1);
    },
  );

  test('is no empty store where there is none', async () => {
    await expect(bench.store.list(signal)).rejects.toMatchObject({ code: 'store-missing' });
    const files = [await bench.file('a.age')];
    await expect(bench.store.add('one', files, signal)).rejects.toMatchObject({
      code: 'store-missing',
    });
  });

  describe('that is there', () => {
    beforeEach(() => bench.store.create(signal));

    test('gives back what it was given', async () => {
      const archive = await bench.file('one.tar.gz.age', 300_000);
      const manifest = await bench.file('one.manifest.json', 0);
      await bench.store.add('one', [archive, manifest], signal);
      expect(await bench.store.list(signal)).toEqual([
        {
          name: 'one',
          lastAdded: expect.any(Number) as number,
          files: [
            { name: 'one.manifest.json', size: 0 },
            { name: 'one.tar.gz.age', size: 300_000 },
          ],
        },
      ]);
      expect(await bench.read('one', archive.name)).toEqual(await readFile(archive.path));
      expect(await bench.read('one', manifest.name)).toEqual(Buffer.of());
    });

    test('gives files that only their owner can read, and replaces none', async () => {
      await bench.store.add('one', [await bench.file('a.age')], signal);
      const target = join(bench.directory, 'target');
      await bench.store.fetch('one', 'a.age', target, signal);
      expect((await stat(target)).mode & 0o777).toBe(0o600);
      await writeFile(target, 'mine');
      await expect(bench.store.fetch('one', 'a.age', target, signal)).rejects.toMatchObject({
        code: 'cannot-write',
      });
      expect(await readFile(target, 'utf8')).toBe('mine');
    });

    test('adds files to a backup', async () => {
      await bench.store.add('one', [await bench.file('a.age')], signal);
      await bench.store.add('two', [await bench.file('a.age')], signal);
      await bench.store.add('one', [await bench.file('b.json'), await bench.file('b.sig')], signal);
      expect(await names()).toEqual(['one: a.age b.json b.sig', 'two: a.age']);
    });

    test('tells when a backup got its newest file', async () => {
      const lastAdded = async () => (await bench.store.list(signal))[0]?.lastAdded ?? 0;
      const begun = Date.now();
      await bench.store.add('one', [await bench.file('a.age')], signal);
      const first = await lastAdded();
      await bench.store.addTo('one', [await bench.file('b.json')], signal);
      // The clock of a file system is a little behind.
      expect(first).toBeGreaterThan(begun - 1000);
      expect(await lastAdded()).toBeGreaterThan(first);
      expect(await lastAdded()).toBeLessThanOrEqual(Date.now());
    });

    test('adds nothing to a backup that was removed', async () => {
      await bench.store.add('one', [await bench.file('a.age')], signal);
      await bench.store.remove(['one'], signal);
      await expect(
        bench.store.addTo('one', [await bench.file('b.json')], signal),
      ).rejects.toMatchObject({
        code: 'backup-gone',
        message: `${bench.store.place}: the backup one is not there any more, and so b.json is not stored`,
      });
      expect(await names()).toEqual([]);
    });

    test('never replaces a file, nor keeps those that come with another of its name', async () => {
      const first = await bench.file('a.age');
      await bench.store.add('one', [first], signal);
      for (const files of [
        [await bench.file('a.age')],
        [first],
        [await bench.file('b.json'), await bench.file('a.age')],
      ])
        await expect(bench.store.add('one', files, signal)).rejects.toMatchObject({
          code: 'backup-file-exists',
          message: `${bench.store.place}: the backup one has a file a.age already, and it stays as it is`,
        });
      expect(await names()).toEqual(['one: a.age']);
      expect(await bench.read('one', 'a.age')).toEqual(await readFile(first.path));
    });

    test('removes backups, and no others', async () => {
      for (const backup of ['one', 'two', 'one-more'])
        await bench.store.add(backup, [await bench.file('a.age')], signal);
      await bench.store.remove(['one', 'never-there'], signal);
      expect(await names()).toEqual(['one-more: a.age', 'two: a.age']);
      await bench.store.remove(['one'], signal);
      await bench.store.remove([], signal);
      expect(await names()).toEqual(['one-more: a.age', 'two: a.age']);
    });

    test('takes a backup again that was removed', async () => {
      await bench.store.add('one', [await bench.file('a.age')], signal);
      await bench.store.remove(['one'], signal);
      const again = await bench.file('a.age');
      await bench.store.add('one', [again], signal);
      expect(await bench.read('one', 'a.age')).toEqual(await readFile(again.path));
    });

    test('says what it does not have', async () => {
      await bench.store.add('one', [await bench.file('a.age')], signal);
      const target = join(bench.directory, 'target');
      for (const [backup, file] of [
        ['no-such', 'a.age'],
        ['one', 'no-such'],
      ] as const)
        await expect(bench.store.fetch(backup, file, target, signal)).rejects.toMatchObject({
          code: 'backup-file-missing',
          message: `${bench.store.place}: there is no file ${file} in a backup ${backup}`,
        });
      await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('takes no names that a file system, a command or a reader could misunderstand', async () => {
      const failure = { code: 'store-name' };
      for (const name of ['..', '.hidden', '-x', 'a/b', 'a\nb', '', 'a b', 'ä', 'a=b']) {
        const [good, bad] = [await bench.file('a.age'), await bench.file(name)];
        await expect(bench.store.add(name, [good], signal)).rejects.toMatchObject(failure);
        await expect(bench.store.add('one', [good, bad], signal)).rejects.toMatchObject(failure);
        await expect(bench.store.fetch('one', name, 'x', signal)).rejects.toMatchObject(failure);
        await expect(bench.store.remove([name], signal)).rejects.toMatchObject(failure);
      }
      expect(await names()).toEqual([]);
    });

    test('takes all that several processes add at once', async () => {
      const writers = ['a', 'b', 'c', 'd'].map(async (writer) => {
        const files = [await bench.file(`${writer}.age`, 200_000)];
        return runOperations(bench, [
          { verb: 'add', backup: `own-${writer}`, files },
          { verb: 'add', backup: 'shared', files },
        ]);
      });
      const results = await Promise.all(writers);
      expect(results).toEqual(writers.map(() => [{ value: null }, { value: null }]));
      expect(await names()).toEqual([
        ...['a', 'b', 'c', 'd'].map((writer) => `own-${writer}: ${writer}.age`),
        'shared: a.age b.age c.age d.age',
      ]);
    });

    test('of several processes that add the same file, one succeeds', async () => {
      const files = await Promise.all([1, 2, 3].map(() => bench.file('a.age', 50_000)));
      const results = await Promise.all(
        files.map((file) => runOperations(bench, [{ verb: 'add', backup: 'one', files: [file] }])),
      );
      const winners = results.flatMap(([result], index) =>
        result !== undefined && 'value' in result ? [files[index]] : [],
      );
      expect(winners).toHaveLength(1);
      expect(results.flat()).toContainEqual(
        expect.objectContaining({ code: 'backup-file-exists' }),
      );
      expect(await bench.read('one', 'a.age')).toEqual(await readFile(winners[0]?.path ?? ''));
    });

    test('stops when it is told to, with the reason', async () => {
      const file = await bench.file('a.age');
      const reason = new Error('enough');
      const aborted = AbortSignal.abort(reason);
      const target = join(bench.directory, 'target');
      await bench.store.add('one', [file], signal);
      for (const attempt of [
        () => bench.store.create(aborted),
        () => bench.store.list(aborted),
        () => bench.store.add('two', [file], aborted),
        () => bench.store.fetch('one', 'a.age', target, aborted),
        () => bench.store.remove(['one'], aborted),
      ])
        await expect(attempt()).rejects.toBe(reason);
      expect(await names()).toEqual(['one: a.age']);
    });

    test('is read at one look, as often as somebody likes', async () => {
      const files = [await bench.file('a.age'), await bench.file('b.json', 0)];
      await bench.store.add('one', files, signal);
      const target = (file: string) => join(bench.directory, `read-${file}`);
      const found = await bench.store.read(async (view) => {
        for (const { name } of files) await view.fetch('one', name, target(name));
        await expect(view.fetch('one', 'c.age', target('c'))).rejects.toMatchObject({
          code: 'backup-file-missing',
        });
        return view.list();
      }, signal);
      expect(found).toMatchObject([
        { name: 'one', files: [{ name: 'a.age' }, { name: 'b.json' }] },
      ]);
      for (const { name, path } of files)
        expect(await readFile(target(name))).toEqual(await readFile(path));
    });

    test('that is stopped while it writes has all of a backup, or none', async () => {
      const file = await bench.file('a.age', 20_000_000);
      const reason = new Error('enough');
      for (const milliseconds of [1, 5, 20, 80]) {
        const backup = `after-${milliseconds}`;
        const abort = new AbortController();
        setTimeout(() => {
          abort.abort(reason);
        }, milliseconds);
        const result = await bench.store.add(backup, [file], abort.signal).then(
          () => 'added' as const,
          (error: unknown) => error,
        );
        const isThere = (await names()).includes(`${backup}: a.age`);
        expect(result).toBe(isThere && result === 'added' ? 'added' : reason);
      }
    });

    test('whose writer is killed has all of a backup, or none, and goes on', async () => {
      const size = 5_000_000;
      const files = [await bench.file('a.age', size), await bench.file('b.json', 300)];
      const started = performance.now();
      await runOperations(bench, [{ verb: 'add', backup: 'whole', files }]);
      const longest = performance.now() - started;
      const rounds = thorough ? 40 : 6;
      for (let round = 0; round < rounds; round++) {
        const backup = `round-${round}`;
        const writer = startOperations(bench, [{ verb: 'add', backup, files }]);
        setTimeout(() => writer.kill('SIGKILL'), (longest * (round + 1)) / rounds);
        const { stdout } = await writer;
        const found = (await bench.store.list(signal)).find(({ name }) => name === backup);
        if (stdout.length > 0) expect(found).toBeDefined();
        if (found !== undefined)
          expect(found.files).toEqual([
            { name: 'a.age', size },
            { name: 'b.json', size: 300 },
          ]);
      }
      await bench.store.add('last', [await bench.file('c.age')], signal);
      expect(await bench.read('last', 'c.age')).toHaveLength(1000);
      expect(await bench.read('whole', 'a.age')).toEqual(await readFile(files[0]?.path ?? ''));
    });
  });

  test.skipIf(process.getuid?.() !== 0)(
    'is not called full where this machine has no room for what comes of it',
    async () => {
      await bench.store.create(signal);
      await bench.store.add('one', [await bench.file('a.age', 8_000_000)], signal);
      const small = join(bench.directory, 'small');
      await mkdir(small);
      const target = join(small, 'target');
      const results = await runOnSmallDisk({ ...bench, place: small }, [], '1m', [
        { verb: 'fetch', backup: 'one', file: 'a.age', target },
      ]);
      expect(results).toEqual([
        {
          code: 'disk-full',
          message: `cannot write ${target}: the disk of this machine is full there`,
        },
      ]);
    },
  );

  test.skipIf(process.getuid?.() !== 0)('loses nothing when its disk is full', async () => {
    await mkdir(bench.place, { recursive: true });
    const [small, big] = [await bench.file('a.age', 1000), await bench.file('a.age', 8_000_000)];
    const content = randomBytes(10);
    const target = join(bench.directory, 'target');
    const results = await runOnSmallDisk(bench, kind.prepare?.(bench.place) ?? [], '4m', [
      { verb: 'create' },
      { verb: 'add', backup: 'one', files: [small] },
      { verb: 'add', backup: 'two', files: [big] },
      { verb: 'list' },
      { verb: 'fetch', backup: 'one', file: 'a.age', target },
      { verb: 'add', backup: 'three', files: [await bench.file('b.json', content)] },
      { verb: 'list' },
    ]);
    const lastAdded = expect.any(Number) as number;
    const one = { name: 'one', lastAdded, files: [{ name: 'a.age', size: 1000 }] };
    const three = { name: 'three', lastAdded, files: [{ name: 'b.json', size: 10 }] };
    expect(results).toEqual([
      { value: 'made' },
      { value: null },
      { code: 'store-full', message: expect.stringContaining(bench.store.place) as string },
      { value: [one] },
      { value: null },
      { value: null },
      { value: [one, three] },
    ]);
    expect(await readFile(target)).toEqual(await readFile(small.path));
  });
}

/** `NAME: FILE FILE` */
function describeBackup({ name, files }: StoredBackup): string {
  return `${name}: ${files.map((file) => file.name).join(' ')}`;
}
