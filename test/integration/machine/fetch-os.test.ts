import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { tool } from '../../support/machines/read-image.ts';

const hasGpg = spawnSync('gpg', ['--version']).status === 0;
const DIRECTORY = 'amd64-usr/4593.2.5';
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

function gpg(...args: readonly string[]): Promise<string> {
  return tool('gpg', ['--homedir', home, '--batch', '--pinentry-mode', 'loopback', ...args]);
}

type Contents = Map<string, Buffer>;

/** A server with a release, whatever was done to it. */
async function startMirror(change: (files: Contents) => void = () => undefined, signer = 'ours') {
  const files: Contents = new Map([
    [
      'amd64-usr/current/version.txt',
      Buffer.from('FLATCAR_BUILD=4593\nFLATCAR_VERSION=4593.2.5\n'),
    ],
  ]);
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-os-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const name of FILES) {
    const path = join(dir, name);
    await writeFile(path, `${name} of a test`);
    await gpg(
      '--local-user',
      `${signer}@example.com`,
      '--output',
      `${path}.sig`,
      '--detach-sign',
      path,
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
    const { run, dir, trust } = await startMirror(change);
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
    const { run, trust } = await startMirror(undefined, 'others');
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

  test('replaces no file of yours', async () => {
    const { run, dir, trust } = await startMirror();
    await writeFile(join(dir, 'mine.nix'), '{ }');
    const { exitCode, stderr } = await run('--out', 'mine.nix', ...trust);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('mine.nix is there already');
    expect(await readFile(join(dir, 'mine.nix'), 'utf8')).toBe('{ }');
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });
});
