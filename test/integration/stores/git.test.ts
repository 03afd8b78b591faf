import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { execa } from 'execa';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../../src/adapters/stores/create-store.ts';
import type { GitRules } from '../../../src/adapters/stores/git/git-workspace.ts';
import type { BackupStore } from '../../../src/ports/backup-store.ts';
import { type GpgKeys, makeGpgKeys } from '../../support/stores/gpg-keys.ts';
import { canStartLab } from '../../support/lab/start-lab.ts';
import { startSshServer } from '../../support/stores/ssh-server.ts';
import { thorough } from '../../e2e/main/thorough.ts';
import { makeStoreBench, type StoreBench } from '../../support/stores/store-bench.ts';
import { testStore } from './contract.ts';

const rulesAt = (path: string): GitRules => ({
  type: 'git',
  uri: `file://${path}`,
  branch: 'backups',
  directory: 'clusters/shop',
  committer: { name: 'shop', email: 'shop@example.com' },
  signingKey: null,
  knownHosts: '',
});

const KIND = {
  rules: rulesAt,
  prepare: (path: string) => ['git', 'init', '--quiet', '--bare', path],
};

describe('a git repository', () => {
  testStore(KIND);
});

const { signal } = new AbortController();
let bench: StoreBench;

beforeEach(async () => {
  bench = await makeStoreBench(KIND);
});
afterEach(() => bench.remove());

/** Asks the repository itself. */
async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('git', ['-C', bench.place, ...args], { env: bench.env });
  return stdout;
}

async function hook(name: string, script: string): Promise<void> {
  const path = join(bench.place, 'hooks', name);
  await mkdir(join(bench.place, 'hooks'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

/** Commits a file to the branch as somebody else, without a signature. */
async function commitBeside(path: string, text: string, parent: string | null): Promise<void> {
  const work = join(bench.directory, 'work');
  const run = (...args: readonly string[]) =>
    execa('git', ['-C', work, ...args], { env: bench.env });
  await execa('git', ['init', '--quiet', '--initial-branch=backups', work]);
  if (parent !== null) {
    await run('fetch', '--quiet', bench.place, parent);
    await run('reset', '--quiet', '--hard', 'FETCH_HEAD');
  }
  await mkdir(join(work, path, '..'), { recursive: true });
  await writeFile(join(work, path), text);
  await run('add', '--all');
  await run('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '--quiet', '-m', 'x');
  await run('push', '--quiet', bench.place, 'HEAD:refs/heads/backups');
  await rm(work, { recursive: true });
}

describe('a git repository with backups', () => {
  test('has a commit for each change, by the committer of the rules', async () => {
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age'), await bench.file('b.json')], signal);
    await bench.store.remove(['one'], signal);
    expect((await git('log', '--format=%an <%ae> %cn <%ce> %s', 'backups')).split('\n')).toEqual(
      ['Remove one', 'Add a.age, b.json to one', 'Make a store of backups'].map(
        (subject) => `shop <shop@example.com> shop <shop@example.com> ${subject}`,
      ),
    );
    expect(await git('ls-tree', '-r', '--name-only', 'backups')).toBe(
      'clusters/shop/.kubernixos-backups',
    );
  });

  test('keeps what else is on its branch', async () => {
    await commitBeside('README.md', 'mine', null);
    const before = await git('rev-parse', 'backups');
    await bench.store.create(signal);
    await bench.store.add('one', [await bench.file('a.age')], signal);
    expect(await git('show', 'backups:README.md')).toBe('mine');
    await git('merge-base', '--is-ancestor', before, 'backups');
  });

  test('is not made among other files', async () => {
    await commitBeside('clusters/shop/restore/secret.gpg', 'mine', null);
    await expect(bench.store.create(signal)).rejects.toMatchObject({
      code: 'store-foreign',
      message: `file://${bench.place} (branch backups, clusters/shop) is no store of backups, and not empty: it holds restore/secret.gpg`,
    });
    const top = createStore({ ...rulesAt(bench.place), directory: '' }, bench.env);
    await expect(top.create(signal)).rejects.toMatchObject({ code: 'store-foreign' });
  });

  test('has stores for several clusters in their directories', async () => {
    const other = createStore({ ...rulesAt(bench.place), directory: 'clusters/shop2' }, bench.env);
    await bench.store.create(signal);
    expect(await other.create(signal)).toBe('made');
    await other.add('two', [await bench.file('a.age')], signal);
    expect(await bench.store.list(signal)).toEqual([]);
    expect(await other.list(signal)).toMatchObject([{ name: 'two' }]);
  });

  test('has a backup once where the answer to the push was lost', async () => {
    await bench.store.create(signal);
    await hook('post-receive', 'kill -KILL $PPID');
    await bench.store.add('one', [await bench.file('a.age')], signal);
    expect(await git('rev-list', '--count', 'backups')).toBe('2');
  });

  test('says what a server says that does not take a commit', async () => {
    await bench.store.create(signal);
    await hook('pre-receive', 'echo the repository is archived; exit 1');
    const files = [await bench.file('a.age')];
    await expect(bench.store.add('one', files, signal)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('remote: the repository is archived') as string,
    });
    expect(await bench.store.list(signal)).toEqual([]);
  });

  test('is not changed by force where its branch was made anew', async () => {
    await bench.store.create(signal);
    await git('branch', '-D', 'backups');
    await commitBeside('README.md', 'mine', null);
    const files = [await bench.file('a.age')];
    await expect(bench.store.add('one', files, signal)).rejects.toMatchObject({
      code: 'store-missing',
    });
    expect(await git('ls-tree', '-r', '--name-only', 'backups')).toBe('README.md');
  });

  test('heeds nothing of the user but how servers are reached', async () => {
    const traces = join(bench.directory, 'traces');
    const hooks = join(bench.directory, 'hooks');
    await mkdir(hooks);
    for (const name of ['pre-push', 'reference-transaction', 'post-index-change']) {
      await writeFile(join(hooks, name), `#!/bin/sh\necho ${name} >>${traces}\n`);
      await chmod(join(hooks, name), 0o755);
    }
    const config = [
      `[core]\nhooksPath = ${hooks}\nautocrlf = input\npager = false`,
      '[user]\nname = somebody\nemail = somebody@example.com',
      '[commit]\ngpgSign = true\n[push]\ngpgSign = true',
      `[url "file://${bench.directory}"]\ninsteadOf = backups:`,
    ];
    await writeFile(join(bench.env['HOME'] ?? '', '.gitconfig'), config.join('\n'));
    const store = createStore({ ...rulesAt(''), uri: 'backups:/place' }, bench.env);
    await store.create(signal);
    const file = await bench.file('a.json', Buffer.from('a\r\nb\r\n'));
    await store.add('one', [file], signal);
    expect(await git('cat-file', '-s', 'backups:clusters/shop/one/a.json')).toBe('6');
    expect(await git('log', '-1', '--format=%an', 'backups')).toBe('shop');
    const seen = await readFile(traces, 'utf8').catch(() => '');
    expect(seen.split('\n')).not.toContain('pre-push');
    expect(seen.split('\n')).not.toContain('post-index-change');
  });

  test.each([
    'https://shop:secret@example.com/backups.git',
    'https://secret@example.com/backups.git',
    'ssh://shop:secret@example.com/backups.git',
  ])('takes no secret in its URI: %s', async (uri) => {
    const store = createStore({ ...rulesAt(''), uri }, bench.env);
    const error: unknown = await store.list(signal).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'store-credentials' });
    expect(String(error)).not.toContain('secret');
  });

  test.each(['ext::sh -c true', '--upload-pack=true', 'ftp://example.com/x.git'])(
    'starts no program by its URI: %s',
    async (uri) => {
      const store = createStore({ ...rulesAt(''), uri }, bench.env);
      await expect(store.list(signal)).rejects.toMatchObject({
        code: expect.stringMatching(/^store-(uri|unreachable)$/) as string,
      });
    },
  );

  test.each([
    [
      'file:///no/such/repository.git',
      "'/no/such/repository.git' does not appear to be a git repository",
    ],
    ['ssh://127.0.0.1:1/backups.git', 'ssh: connect to host 127.0.0.1 port 1: Connection refused'],
  ])('that cannot be reached is no empty one: %s', async (uri, reason) => {
    const store = createStore({ ...rulesAt(''), uri }, bench.env);
    for (const attempt of [() => store.list(signal), () => store.create(signal)])
      await expect(attempt()).rejects.toMatchObject({
        code: 'store-unreachable',
        message: expect.stringContaining(reason) as string,
      });
  });

  test.skipIf(!canStartLab)('is reached by ssh, with the key of the user', async () => {
    await using server = await startSshServer(bench.directory);
    const env = { ...bench.env, GIT_SSH_COMMAND: server.command };
    const uri = `ssh://127.0.0.1:${server.port}${bench.place}`;
    const store = createStore({ ...rulesAt(''), uri }, env);
    await store.create(signal);
    await store.add('one', [await bench.file('a.age', 200_000)], signal);
    expect(await store.list(signal)).toEqual(await bench.store.list(signal));
    const keyless = { ...env, GIT_SSH_COMMAND: server.command.replace(/-i \S+/, '-i /dev/null') };
    await expect(createStore({ ...rulesAt(''), uri }, keyless).list(signal)).rejects.toMatchObject({
      code: 'store-unreachable',
    });
  });

  test.skipIf(!thorough)('that never answers is given up', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const uri = `ssh://127.0.0.1:${port}/backups.git`;
    const store = createStore({ ...rulesAt(''), uri }, bench.env);
    const listing = store.list(signal).finally(() => server.close());
    await expect(listing).rejects.toMatchObject({ code: 'store-unreachable' });
  });

  test('that is gone while a commit is pushed says that it does not know', async () => {
    await bench.store.create(signal);
    await hook('pre-receive', `mv '${bench.place}' '${bench.place}.gone'; exit 1`);
    const files = [await bench.file('a.age')];
    await expect(bench.store.add('one', files, signal)).rejects.toMatchObject({
      code: 'store-uncertain',
    });
  });

  test.each([3_000_000, 1000])(
    'lists and tells a damaged object of %i bytes, and takes others',
    async (size) => {
      await bench.store.create(signal);
      await git('config', 'uploadpack.allowFilter', 'true');
      await git('config', 'receive.unpackLimit', '100');
      await bench.store.add('one', [await bench.file('a.age', size)], signal);
      await bench.store.add('two', [await bench.file('a.age', 100)], signal);
      await damageLargest();
      await bench.store.add('three', [await bench.file('a.age', 100)], signal);
      expect(await bench.store.list(signal)).toMatchObject([
        { name: 'one', files: [{ name: 'a.age', size: size === 1000 ? 0 : size }] },
        { name: 'three', files: [{ name: 'a.age', size: 100 }] },
        { name: 'two', files: [{ name: 'a.age', size: 100 }] },
      ]);
      await expect(bench.read('one', 'a.age')).rejects.toMatchObject({
        code: 'backup-file-unreadable',
        // Of its server git tells the first lines that come, in no order.
        message: expect.stringContaining('corrupt') as string,
      });
      expect(await bench.read('two', 'a.age')).toHaveLength(100);
    },
  );

  test('names a damaged object where the server sends it with all others', async () => {
    await bench.store.create(signal);
    await git('config', 'uploadpack.allowFilter', 'false');
    await git('config', 'receive.unpackLimit', '100');
    await bench.store.add('one', [await bench.file('a.age', 3_000_000)], signal);
    const id = await git('rev-parse', 'backups:clusters/shop/one/a.age');
    await damageLargest();
    const failure = {
      code: 'store-damaged',
      // What a server says last may be cut off.
      message: expect.stringMatching(
        `(?:the object ${id}|an object) in the repository is damaged`,
      ) as string,
      hint: expect.stringContaining('uploadpack.allowFilter true') as string,
    };
    await expect(bench.store.list(signal)).rejects.toMatchObject(failure);
    const files = [await bench.file('a.age', 100)];
    await expect(bench.store.add('two', files, signal)).rejects.toMatchObject(failure);
  });

  async function damageLargest(): Promise<void> {
    const { stdout } = await execa('find', [
      ...[join(bench.place, 'objects'), '-type', 'f', '-printf', '%s %p\n'],
    ]);
    const largest = stdout
      .split('\n')
      .map((line) => line.split(' '))
      .toSorted(([one], [other]) => Number(other) - Number(one))[0]?.[1];
    const content = await readFile(largest ?? '');
    content.fill('damaged', content.length >> 1, (content.length >> 1) + 7);
    await chmod(largest ?? '', 0o644);
    await writeFile(largest ?? '', content);
  }
});

describe('a git repository with signed commits', () => {
  let keys: GpgKeys;
  let own: string;
  let other: string;
  let store: BackupStore;

  beforeAll(async () => {
    keys = await makeGpgKeys();
    [own, other] = [await keys.make('own'), await keys.make('other')];
  });
  afterAll(() => keys.remove());
  beforeEach(() => {
    store = signedBy(own);
  });

  const signedBy = (signingKey: string) =>
    createStore({ ...rulesAt(bench.place), signingKey }, { ...bench.env, GNUPGHOME: keys.home });

  test('signs each', async () => {
    await store.create(signal);
    await store.add('one', [await bench.file('a.age')], signal);
    expect(await store.list(signal)).toMatchObject([{ name: 'one' }]);
    const log = ['-C', bench.place, 'log', '--format=%GF', 'backups'];
    const { stdout } = await execa('git', log, { env: { ...bench.env, GNUPGHOME: keys.home } });
    expect(stdout.split('\n')).toEqual([own, own]);
  });

  test('neither believes nor builds on a commit that is not signed', async () => {
    await store.create(signal);
    await commitBeside('clusters/shop/one/a.age', 'forged', 'backups');
    const failure = {
      code: 'store-unsigned',
      message: expect.stringMatching(
        new RegExp(`: the commit \\w{12} is not signed by ${own}: it has no signature$`),
      ) as string,
    };
    const files = [await bench.file('a.age')];
    for (const attempt of [
      () => store.list(signal),
      () => store.fetch('one', 'a.age', join(bench.directory, 'target'), signal),
      () => store.add('two', files, signal),
      () => store.remove(['one'], signal),
    ])
      await expect(attempt()).rejects.toMatchObject(failure);
  });

  test('does not believe another key', async () => {
    await store.create(signal);
    await expect(signedBy(other).list(signal)).rejects.toMatchObject({
      code: 'store-unsigned',
      message: expect.stringContaining(`it is signed by ${own}`) as string,
    });
  });

  test('pushes nothing where it cannot sign', async () => {
    const unknown = signedBy('0123456789ABCDEF0123456789ABCDEF01234567');
    await expect(unknown.create(signal)).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('gpg failed to sign the data') as string,
    });
    expect(await git('branch', '--list')).toBe('');
    expect(await readdir(bench.env['TMPDIR'] ?? '')).toEqual([]);
  });
});
