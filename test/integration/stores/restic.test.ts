import { execa } from 'execa';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import type { ResticRules } from '../../../src/adapters/stores/restic/restic-workspace.ts';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { runOperations, startOperations } from '../../support/stores/run-operations.ts';
import { makeStoreBench, type StoreBench } from '../../support/stores/store-bench.ts';
import { waitFor } from '../../support/wait-for.ts';
import { watchCommandLines } from '../../support/watch-command-lines.ts';
import { testStore } from './contract.ts';

const PASSWORD = 'correct-horse-battery-staple';

const rulesAt = (repository: string): ResticRules => ({
  type: 'restic',
  repository,
  password: { type: 'variable', name: 'STORE_PASSWORD' },
  variables: [],
});

const KIND = { rules: rulesAt, variables: { STORE_PASSWORD: PASSWORD }, isMadeOnce: false };

const isInstalled = findOnPath('restic') !== undefined;

describe.skipIf(!isInstalled)('a repository of restic', () => {
  testStore(KIND);
});

describe.skipIf(!isInstalled)('a repository of restic with backups', () => {
  const { signal } = new AbortController();
  let bench: StoreBench;

  beforeEach(async () => {
    bench = await makeStoreBench(KIND);
  });
  afterEach(() => bench.remove());

  const environment = () => ({
    ...bench.env,
    RESTIC_REPOSITORY: bench.place,
    RESTIC_PASSWORD: PASSWORD,
  });

  /** Asks the repository itself. */
  async function restic(...args: readonly string[]): Promise<string> {
    return (await execa('restic', ['--no-cache', ...args], { env: environment() })).stdout;
  }

  const countOfSnapshots = async () =>
    (JSON.parse(await restic('snapshots', '--json')) as readonly unknown[]).length;

  test('has one snapshot for each addition, that restic alone can read', async () => {
    await bench.store.create(signal);
    const file = await bench.file('a.age', 2000);
    await bench.store.add('one', [file, await bench.file('b.json', 10)], signal);
    expect(JSON.parse(await restic('snapshots', '--json'))).toMatchObject([
      {
        hostname: 'kubernixos',
        tags: ['kubernixos', 'backup=one', 'file=a.age=2000', 'file=b.json=10'],
      },
    ]);
    const target = join(bench.directory, 'restored');
    await restic('restore', 'latest', '--target', target);
    expect((await readdir(join(target, 'one'))).toSorted()).toEqual(['a.age', 'b.json']);
    expect(await readFile(join(target, 'one/a.age'))).toEqual(await readFile(file.path));
  });

  test('keeps what else is in the repository', async () => {
    await bench.store.create(signal);
    await restic('backup', '--tag', 'mine', bench.env['HOME'] ?? '');
    await bench.store.add('one', [await bench.file('a.age')], signal);
    expect(await bench.store.list(signal)).toMatchObject([{ name: 'one' }]);
    await bench.store.remove(['one'], signal);
    expect(JSON.parse(await restic('snapshots', '--json'))).toMatchObject([{ tags: ['mine'] }]);
  });

  test('frees the room of what is removed', async () => {
    const used = async () => {
      const find = [bench.place, '-type', 'f', '-printf', '%s\n'];
      const { stdout } = await execa('find', find);
      return stdout.split('\n').reduce((sum, size) => sum + Number(size), 0);
    };
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age', 3_000_000)], signal);
    expect(await used()).toBeGreaterThan(3_000_000);
    await bench.store.remove(['one'], signal);
    expect(await used()).toBeLessThan(100_000);
  });

  test('shows its password on no command line', async () => {
    const watcher = watchCommandLines();
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    await bench.read('one', 'a.age');
    await bench.store.remove(['one'], signal);
    const lines = await watcher.stop();
    expect(lines.filter((line) => line.includes('restic'))).not.toEqual([]);
    expect(lines.filter((line) => line.includes(PASSWORD))).toEqual([]);
  });

  test('is neither opened nor made anew with another password', async () => {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    const env = { ...bench.env, STORE_PASSWORD: 'another' };
    const store = createStore(bench.rules, env);
    for (const attempt of [() => store.list(signal), () => store.create(signal)])
      await expect(attempt()).rejects.toMatchObject({
        code: 'store-password',
        message: `${bench.place}: the password does not open the repository`,
      });
    expect(await countOfSnapshots()).toBe(1);
    expect(await readdir(join(bench.place, 'keys'))).toHaveLength(1);
  });

  test('needs its password', async () => {
    const store = createStore(bench.rules, { ...bench.env, STORE_PASSWORD: undefined });
    await expect(store.list(signal)).rejects.toMatchObject({
      code: 'secret-missing',
      message:
        'kubernixos.cluster.backup.store.restic.password: the variable STORE_PASSWORD is not set',
    });
  });

  test('needs restic', async () => {
    const programs = join(bench.directory, 'programs');
    await mkdir(programs);
    await symlink(findOnPath('sleep') ?? '', join(programs, 'sleep'));
    const store = createStore(bench.rules, { ...bench.env, PATH: programs });
    await expect(store.list(signal)).rejects.toMatchObject({ code: 'restic-missing' });
  });

  test('is made in no directory with other files, and below none that is not there', async () => {
    const missing = createStore(rulesAt(join(bench.place, 'repository')), bench.env);
    await expect(missing.create(signal)).rejects.toMatchObject({
      message: `${join(bench.place, 'repository')} cannot be made: ${bench.place} is not there`,
    });
    await mkdir(bench.place);
    await writeFile(join(bench.place, 'thesis.txt'), 'mine');
    await expect(bench.store.create(signal)).rejects.toMatchObject({ code: 'store-foreign' });
    expect(await readdir(bench.place)).toEqual(['thesis.txt']);
  });

  test('that was not made to its end gets no second key', async () => {
    await mkdir(join(bench.place, 'keys'), { recursive: true });
    await writeFile(join(bench.place, 'keys', '0123'), '{}');
    await expect(bench.store.create(signal)).rejects.toMatchObject({ code: 'store-unfinished' });
    expect(await readdir(join(bench.place, 'keys'))).toEqual(['0123']);
  });

  test('that cannot be reached is no empty one, and not made', async () => {
    const store = createStore(rulesAt('rest:http://127.0.0.1:1/'), bench.env);
    for (const attempt of [() => store.list(signal), () => store.create(signal)])
      await expect(attempt()).rejects.toMatchObject({
        code: 'store-unreachable',
        message: expect.stringMatching(
          /^rest:http:\/\/127\.0\.0\.1:1\/ cannot be read: .*connection refused/,
        ) as string,
      });
  });

  test('tells a damaged object, and has all others', async () => {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age', 500_000)], signal);
    await bench.store.add('two', [await bench.file('a.age')], signal);
    const found = await execa('find', [join(bench.place, 'data'), '-type', 'f', '-size', '+300k']);
    const content = await readFile(found.stdout);
    content.fill('damaged', 5000, 5007);
    await execa('chmod', ['u+w', found.stdout]);
    await writeFile(found.stdout, content);
    await expect(bench.read('one', 'a.age')).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('ciphertext verification failed') as string,
    });
    expect(await bench.store.list(signal)).toHaveLength(2);
    expect(await bench.read('two', 'a.age')).toHaveLength(1000);
  });

  test.each(['garbled', 'empty'])(
    'tells a snapshot whose file is %s, which restic passes over, and takes others',
    async (how) => {
      await bench.store.create(signal);
      await bench.store.add('one', [await bench.file('a.age')], signal);
      const [id = ''] = await readdir(join(bench.place, 'snapshots'));
      await bench.store.add('two', [await bench.file('a.age')], signal);
      const path = join(bench.place, 'snapshots', id);
      const content = await readFile(path);
      await execa('chmod', ['u+w', path]);
      await writeFile(path, how === 'empty' ? '' : Buffer.from(content).fill('damaged', 20, 27));
      const failure = {
        code: 'store-damaged',
        message: expect.stringContaining(
          `${bench.place}: snapshots/${id.slice(0, 8)} cannot be read, and may be of a backup: `,
        ) as string,
      };
      await bench.store.add('three', [await bench.file('a.age')], signal);
      await bench.store.addTo('three', [await bench.file('b.json')], signal);
      expect(await bench.read('three', 'a.age')).toHaveLength(1000);
      for (const attempt of [
        () => bench.store.list(signal),
        () => bench.read('one', 'a.age'),
        () => bench.store.remove(['two'], signal),
      ])
        await expect(attempt()).rejects.toMatchObject(failure);

      await writeFile(path, content);
      expect(await bench.store.list(signal)).toMatchObject([
        { name: 'one' },
        { name: 'three' },
        { name: 'two' },
      ]);
      expect(await bench.read('one', 'a.age')).toHaveLength(1000);
    },
  );

  test('waits for others that use it', async () => {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    const other = execa('restic', ['--no-cache', 'backup', '--stdin'], {
      env: environment(),
      stdin: 'pipe',
    });
    await waitFor(async () => (await locks()).length === 1);
    let isRemoved = false;
    const removing = bench.store.remove(['one'], signal).then(() => {
      isRemoved = true;
    });
    await waitFor(
      async () => (await ourProcesses()).some(({ command }) => command.includes('unlock')),
      {
        interval: 10,
      },
    );
    expect(isRemoved).toBe(false);
    other.stdin.end('done');
    await Promise.all([other, removing]);
    expect(await bench.store.list(signal)).toEqual([]);
  });

  test('is not locked for ever by a writer that was killed', async () => {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    const files = [await bench.file('a.age', 100_000_000)];
    const writer = startOperations(bench, [{ verb: 'add', backup: 'two', files }]);
    await waitFor(async () => (await locks()).length > 0, { interval: 5 });
    await killRestic();
    await writer;
    expect(await locks()).toHaveLength(1);
    expect(await runOperations(bench, [{ verb: 'remove', backups: ['one'] }])).toEqual([
      { value: null },
    ]);
    expect(await locks()).toEqual([]);
  });

  const locks = () => readdir(join(bench.place, 'locks'));

  /** What works on our repository, which its environment tells. */
  async function ourProcesses(): Promise<readonly { pid: number; command: string }[]> {
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      ids.map(async (id) => {
        const [environ, command = ''] = await Promise.all(
          ['environ', 'cmdline'].map((file) =>
            readFile(`/proc/${id}/${file}`, 'utf8').catch(() => ''),
          ),
        );
        const isOurs = environ?.split('\0').includes(`RESTIC_REPOSITORY=${bench.place}`) === true;
        return isOurs && command.startsWith('restic\0') ? [{ pid: Number(id), command }] : [];
      }),
    );
    return found.flat();
  }

  async function killRestic(): Promise<void> {
    for (const { pid } of await ourProcesses()) process.kill(pid, 'SIGKILL');
  }
});
