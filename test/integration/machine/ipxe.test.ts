import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { IPXE_RELEASE } from '../../../src/adapters/ipxe/ipxe-release.ts';
import { pinnedIpxe } from '../../../src/adapters/ipxe/pinned-ipxe.ts';
import { existsSync } from 'node:fs';
import { machineCache } from '../../support/machines/machine-tools.ts';

const { version, file } = IPXE_RELEASE;
const debian = join(machineCache, 'ipxe', version, file);
const WANTED = { arch: 'x86_64', bios: true } as const;
const signal = AbortSignal.timeout(60_000);

describe.skipIf(!existsSync(debian))('iPXE', () => {
  test('is downloaded once, and compared with its hash at each use', async () => {
    const { env, cache } = await emptyCache();
    const mirror = await startMirror(await readFile(debian));
    const first = await pinnedIpxe(env, [mirror.url]).load(WANTED, signal);
    expect(first).toMatchObject({ version: '2.0.0+dfsg-5' });
    expect(Buffer.from(first.efi.subarray(0, 2)).toString()).toBe('MZ');
    expect(await pinnedIpxe(env, []).load(WANTED, signal)).toEqual(first);

    await writeFile(join(cache, 'ipxe-amd64.efi'), 'something else');
    expect(await pinnedIpxe(env, []).load(WANTED, signal)).toEqual(first);
    expect(mirror.asked).toEqual([`/${file}`]);
  });

  test('has the arm64 program for such machines', async () => {
    const { env, cache } = await emptyCache();
    const none = { arch: 'aarch64', bios: false } as const;
    await pinnedIpxe(env, [(await startMirror(await readFile(debian))).url]).load(none, signal);
    expect(await readdir(cache)).toEqual(['ipxe-arm64.efi', file]);
  });

  test('that is another one is refused, with its hash, and nothing is kept', async () => {
    const { env, cache } = await emptyCache();
    const other = Buffer.from('!<arch>\nanother package');
    const mirror = await startMirror(other);
    const hash = createHash('sha256').update(other).digest('hex');
    await expect(pinnedIpxe(env, [mirror.url]).load(WANTED, signal)).rejects.toMatchObject({
      code: 'no-ipxe',
      message: expect.stringContaining(
        `has the sha256 ${hash}, not ${IPXE_RELEASE.sha256}`,
      ) as string,
    });
    expect(await readdir(cache)).toEqual([]);
  });

  test('is asked of the next server where one does not have it', async () => {
    const { env } = await emptyCache();
    const [empty, full] = [await startMirror(null), await startMirror(await readFile(debian))];
    const programs = await pinnedIpxe(env, [empty.url, full.url]).load(WANTED, signal);
    expect(programs.lkrn).not.toBeNull();
    expect(empty.asked).toEqual([`/${file}`]);
  });

  test('that no server has can be put into the cache by hand', async () => {
    const { env, cache } = await emptyCache();
    const empty = await startMirror(null);
    const failure = pinnedIpxe(env, [empty.url]).load(WANTED, signal);
    await expect(failure).rejects.toMatchObject({
      message: expect.stringContaining('the answer is 404') as string,
      hint: expect.stringContaining(`Put ${file} of Debian into ${cache}`) as string,
    });
    await copyFile(debian, join(cache, file));
    expect(await pinnedIpxe(env, []).load(WANTED, signal)).toMatchObject({ version });
  });
});

async function emptyCache() {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-ipxe-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const env = { ...process.env, XDG_CACHE_HOME: dir };
  return { env, cache: join(dir, 'kubernixos', 'ipxe', version) };
}

/** A server that has one package, or none. */
async function startMirror(content: Uint8Array | null) {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (content === null) response.writeHead(404).end();
    else response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { url: `http://127.0.0.1:${String(port)}/`, asked };
}
