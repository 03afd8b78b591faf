import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:http';
import { spawnSync } from 'node:child_process';
import { execa } from 'execa';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { tool } from '../../support/machines/read-image.ts';

const hasGpg = spawnSync('gpg', ['--version']).status === 0;
const DIRECTORY = 'amd64-usr/4593.2.5';
const LONG_AGO = ['--faked-system-time', '20200101T000000'];
const FILES = ['flatcar_production_pxe.vmlinuz', 'flatcar_production_pxe_image.cpio.gz'];

let home: string;
/** Two keys, of which one is ours. */
let ours: string;
let others: string;

beforeAll(async () => {
  if (!hasGpg) return;
  home = await mkdtemp(join(tmpdir(), 'kx-'));
  for (const name of ['ours', 'others'])
    await gpg(
      ...LONG_AGO,
      '--quick-gen-key',
      '--passphrase',
      '',
      `${name}@example.com`,
      'ed25519',
      'sign',
      'never',
    );
  [ours, others] = (await gpg('--with-colons', '--list-keys'))
    .split('\n')
    .filter((line) => line.startsWith('fpr:'))
    .map((line) => line.split(':')[9] ?? '') as [string, string];
  await writeFile(join(home, 'key.asc'), await gpg('--armor', '--export', 'ours@example.com'));
  await writeFile(join(home, 'both.asc'), await gpg('--armor', '--export'));
});

afterAll(async () => {
  if (!hasGpg) return;
  await tool('gpgconf', ['--homedir', home, '--kill', 'all']);
  await rm(home, { recursive: true, force: true });
});

/** A key like Flatcar's: it signs by subkeys, of which one is good, one has expired, and one gets lost. */
async function makeAgedKey() {
  const keys = async () =>
    (await gpg('--with-colons', '--list-keys'))
      .split('\n')
      .filter((line) => line.startsWith('fpr:'))
      .map((line) => line.split(':')[9] ?? '');
  const known = new Set(await keys());
  const open = [...LONG_AGO, '--passphrase', ''];
  await gpg(...open, '--quick-gen-key', 'aged@example.com', 'ed25519', 'cert', 'never');
  const fingerprint = (await keys()).find((key) => !known.has(key)) ?? '';
  for (const lifetime of ['2y', 'never', 'never'])
    await gpg(...open, '--quick-add-key', fingerprint, 'ed25519', 'sign', lifetime);
  const [expired = '', current = '', lost = ''] = (await keys()).filter(
    (key) => !known.has(key) && key !== fingerprint,
  );
  return { fingerprint, current, expired, lost };
}

function gpg(...args: readonly string[]): Promise<string> {
  return tool('gpg', ['--homedir', home, '--batch', '--pinentry-mode', 'loopback', ...args]);
}

type Contents = Map<string, Buffer>;

interface MirrorOptions {
  readonly change?: (files: Contents) => void;
  readonly signer?: string;
  /** When files were signed, as gpg takes a time; now unless told. */
  readonly signedAt?: (file: string) => string | undefined;
  /** What version.txt in the directory of the release says. */
  readonly version?: string;
}

/** A server with a release, whatever was done to it. */
async function startMirror({
  change = () => undefined,
  signer = 'ours',
  signedAt = () => undefined,
  version = '4593.2.5',
}: MirrorOptions = {}) {
  const files: Contents = new Map([
    [
      'amd64-usr/current/version.txt',
      Buffer.from('FLATCAR_BUILD=4593\nFLATCAR_VERSION=4593.2.5\n'),
    ],
  ]);
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-os-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const name of [...FILES, 'version.txt']) {
    const path = join(dir, name);
    const text = name === 'version.txt' ? `FLATCAR_VERSION=${version}\n` : `${name} of a test`;
    await writeFile(path, text);
    const time = signedAt(name);
    await gpg(
      ...(time === undefined ? [] : ['--faked-system-time', time]),
      ...['--local-user', signer.includes('!') ? signer : `${signer}@example.com`],
      ...['--output', `${path}.sig`, '--detach-sign', path],
    );
    const content = await readFile(path);
    const digests = `# MD5 HASH\n${'0'.repeat(32)}  ${name}\n# SHA512 HASH\n${sha512(content)}  ${name}\n`;
    files.set(`${DIRECTORY}/${name}`, content);
    files.set(`${DIRECTORY}/${name}.sig`, await readFile(`${path}.sig`));
    files.set(`${DIRECTORY}/${name}.DIGESTS`, Buffer.from(digests));
  }
  change(files);
  const server = createServer(({ url = '' }, response) => {
    const content = files.get(url.slice(1));
    if (content === undefined) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await mkdir(join(dir, 'tmp'));
  const run = (...args: readonly string[]) =>
    runProgram(
      process.execPath,
      [builtTool, 'machine', 'fetch-os', '--mirror', `http://127.0.0.1:${String(port)}/`, ...args],
      {
        cwd: dir,
        env: { TMPDIR: join(dir, 'tmp') },
      },
    );
  const trust = ['--key', join(home, 'key.asc'), '--fingerprint', ours];
  return { run, dir, files, trust, url: `http://127.0.0.1:${String(port)}/${DIRECTORY}` };
}

function sha512(content: Uint8Array): string {
  return createHash('sha512').update(content).digest('hex');
}

describe.skipIf(!hasGpg)('a release', () => {
  test('is pinned as a module, and its files are kept', async () => {
    const { run, dir, files, trust, url } = await startMirror();
    const { exitCode, stdout, stderr } = await run(
      '--out',
      'flatcar.nix',
      '--assets',
      'assets',
      ...trust,
    );

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toBe('flatcar.nix: Flatcar stable 4593.2.5\n');
    expect(stderr).toContain(`signed by ${ours}`);
    const [kernel = '', initrd = ''] = FILES.map((name) =>
      sha512(files.get(`${DIRECTORY}/${name}`) ?? Buffer.of()),
    );
    const evaluated = await tool('nix-instantiate', [
      '--eval',
      '--strict',
      '--json',
      join(dir, 'flatcar.nix'),
    ]);
    expect(JSON.parse(evaluated)).toEqual({
      kubernixos: {
        machineDefaults: {
          os: {
            flatcar: {
              ...{ channel: 'stable', version: '4593.2.5', baseUrl: url },
              ...{ kernel: { sha512: kernel }, initrd: { sha512: initrd } },
            },
          },
        },
      },
    });
    for (const name of FILES)
      expect(await readFile(join(dir, 'assets', DIRECTORY, name))).toEqual(
        files.get(`${DIRECTORY}/${name}`),
      );
    expect(await readdir(join(dir, 'assets'))).toEqual(['amd64-usr']);
    // What it has written itself, it replaces.
    expect(await run('--out', 'flatcar.nix', '--version', '4593.2.5', ...trust)).toMatchObject({
      exitCode: 0,
    });
  });

  test.each([
    [
      'with another content',
      (files: Contents) => files.set(`${DIRECTORY}/${FILES[0] ?? ''}`, Buffer.from('evil')),
      'has no good signature',
    ],
    [
      'without a signature',
      (files: Contents) => files.delete(`${DIRECTORY}/${FILES[1] ?? ''}.sig`),
      'cannot be downloaded: the answer is 404',
    ],
    [
      'with the signature of the other file',
      (files: Contents) =>
        files.set(
          `${DIRECTORY}/${FILES[0] ?? ''}.sig`,
          files.get(`${DIRECTORY}/${FILES[1] ?? ''}.sig`) ?? Buffer.of(),
        ),
      'has no good signature',
    ],
    [
      'with other digests',
      (files: Contents) =>
        files.set(
          `${DIRECTORY}/${FILES[0] ?? ''}.DIGESTS`,
          Buffer.from(`${'0'.repeat(128)}  ${FILES[0] ?? ''}\n`),
        ),
      'and its DIGESTS say 0000',
    ],
    [
      'without a version',
      (files: Contents) => files.set('amd64-usr/current/version.txt', Buffer.from('<html>')),
      'tells no version',
    ],
  ])('%s is not pinned, and nothing is kept', async (_what, change, message) => {
    const { run, dir, trust } = await startMirror({ change });
    const { exitCode, stdout, stderr } = await run(
      '--out',
      'flatcar.nix',
      '--assets',
      'assets',
      ...trust,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(await readdir(dir)).not.toContain('flatcar.nix');
    expect(await readdir(join(dir, 'assets'))).toEqual([]);
  });

  test('that another key has signed is refused, also where that key is at hand', async () => {
    const { run, trust } = await startMirror({ signer: 'others' });
    expect((await run(...trust)).stderr).toContain(`has no good signature of the key ${ours}`);
    const both = ['--key', join(home, 'both.asc'), '--fingerprint', ours];
    expect((await run(...both)).stderr).toContain(`is signed by the key ${others}, not by ${ours}`);
  });

  test("is refused by a key that is not Flatcar's, unless another fingerprint is given", async () => {
    const { run } = await startMirror();
    const { exitCode, stderr } = await run('--key', join(home, 'key.asc'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not by F88CFEDEFF29A5B4D9523864E25D9AED0593B34A');
  });

  test('is signed by one of the subkeys of a key, of which others are no longer good', async () => {
    const { fingerprint, current, expired, lost } = await makeAgedKey();
    const mirrorOf = (subkey: string) =>
      startMirror({ signer: `${subkey}!`, signedAt: () => '20210101T000000' });
    const [good, late, revoked] = [
      await mirrorOf(current),
      await mirrorOf(expired),
      await mirrorOf(lost),
    ];
    await execa(
      'gpg',
      ['--homedir', home, '--no-tty', '--command-fd', '0', '--edit-key', fingerprint],
      {
        input: 'key 3\nrevkey\ny\n1\n\ny\nsave\n',
      },
    );
    await writeFile(join(home, 'aged.asc'), await gpg('--armor', '--export', fingerprint));
    const trust = ['--key', join(home, 'aged.asc'), '--fingerprint', fingerprint];

    expect(await good.run(...trust)).toMatchObject({ exitCode: 0 });
    expect((await late.run(...trust)).stderr).toContain('is signed by a subkey that has expired');
    expect((await revoked.run(...trust)).stderr).toContain(
      'is signed by a subkey that was revoked',
    );
  });

  test('of another version, by the name of the one that is asked for, is not pinned', async () => {
    const { run, trust } = await startMirror({ version: '3033.2.0' });
    const { exitCode, stderr } = await run('--version', '4593.2.5', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('version.txt is signed for 3033.2.0, not for 4593.2.5');
  });

  test.each(FILES)('with a file of another release is not pinned: %s', async (old) => {
    const signedAt = (file: string) => (file === old ? '20240101T000000' : '20240401T000000');
    const { run, trust } = await startMirror({ signedAt });
    const { exitCode, stderr } = await run(...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${old} was signed at 2024-01-01T`);
  });

  test('that is older than what is pinned is pinned only where it is named', async () => {
    const { run, dir, trust } = await startMirror();
    await run('--out', 'flatcar.nix', ...trust);
    const pinned = (await readFile(join(dir, 'flatcar.nix'), 'utf8')).replace(
      '4593.2.5',
      '4593.10.0',
    );
    await writeFile(join(dir, 'flatcar.nix'), pinned);
    const { exitCode, stderr } = await run('--out', 'flatcar.nix', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('has 4593.2.5 now, which is older than 4593.10.0 that is pinned');
    expect(await readFile(join(dir, 'flatcar.nix'), 'utf8')).toBe(pinned);
    expect(await run('--out', 'flatcar.nix', '--version=4593.2.5', ...trust)).toMatchObject({
      exitCode: 0,
    });
  });

  test('of another architecture is pinned with it', async () => {
    const { run, trust } = await startMirror({
      change: (files) => {
        for (const [path, content] of [...files])
          files.set(path.replace('amd64', 'arm64'), content);
      },
    });
    const { stdout } = await run('--arch=aarch64', ...trust);
    expect(stdout).toContain('kubernixos.machineDefaults.arch = "aarch64";');
  });

  test('is kept in no directory that cannot be written', async () => {
    const { run, dir, trust } = await startMirror();
    await writeFile(join(dir, 'assets'), 'a file');
    const { exitCode, stderr } = await run('--assets', 'assets', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`the directory ${join(dir, 'assets')} cannot be written: EEXIST`);
  });

  test('replaces no file of yours', async () => {
    const { run, dir, trust } = await startMirror();
    await writeFile(join(dir, 'mine.nix'), '{ }');
    const { exitCode, stderr } = await run('--out', 'mine.nix', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('mine.nix is there already');
    expect(await readFile(join(dir, 'mine.nix'), 'utf8')).toBe('{ }');
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('replaces nothing that cannot be read', async () => {
    const { run, dir, trust } = await startMirror();
    await symlink('os.nix', join(dir, 'os.nix'));
    const { exitCode, stderr } = await run('--out', 'os.nix', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('cannot read os.nix, which would be replaced: ELOOP');
    expect(await readlink(join(dir, 'os.nix'))).toBe('os.nix');
  });
});
