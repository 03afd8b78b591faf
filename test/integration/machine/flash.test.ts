import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { canMakeLoops, type LoopStick, makeLoopStick } from '../../support/machines/loop-stick.ts';
import { canMakeImages, describeMachine } from '../../support/machines/machine-tools.ts';
import { readTable, tool } from '../../support/machines/read-image.ts';

const MEBIBYTE = 1024 ** 2;

let images: string;
let image: string;

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram(process.execPath, [builtTool, ...args], {
    cwd: images,
    env: { NIX_PATH: 'x=/x', ...env },
  });

beforeAll(async () => {
  if (!canMakeImages) return;
  images = await mkdtemp(join(tmpdir(), 'kubernixos-flash-'));
  image = join(images, 'node1.img');
  await writeFile(
    join(images, 'prod.nix'),
    `{ network.modules = [ ({ lib, ... }: { ${describeMachine()} }) ]; }`,
  );
  const made = await run(['./prod.nix', 'machine', 'image', 'node1', '--out', 'node1.img']);
  expect(made).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  if (canMakeImages) await rm(images, { recursive: true });
});

async function makeStick(mebibytes = 100): Promise<LoopStick> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-stick-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return makeLoopStick(dir, mebibytes * MEBIBYTE);
}

describe.skipIf(!canMakeImages || !canMakeLoops)('an image', () => {
  test('is written to a stick, with its table at both ends of it, and read back', async () => {
    const { path, file, serial, PATH } = await makeStick();
    const args = ['machine', 'flash', 'node1.img', path, '--yes', '--serial', serial];
    const { exitCode, stdout, stderr } = await run(args, { PATH });

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toBe(`${path}: Loop, serial ${serial}, 104.9 MB, usb\n`);
    expect(stderr).toMatch(/: written and read back, sha256 [0-9a-f]{64}$/m);
    expect(await tool('sgdisk', ['--verify', file])).toContain('No problems found');
    expect(await readTable(file)).toEqual(await readTable(image));
    const [wanted, found] = await Promise.all([image, file].map((name) => readFile(name)));
    const [begin, end] = [MEBIBYTE, 63 * MEBIBYTE];
    expect(found?.subarray(begin, end).equals(wanted?.subarray(begin, end) ?? Buffer.of())).toBe(
      true,
    );
  });

  test('fits a stick of exactly its size', async () => {
    const { path, file, serial, PATH } = await makeStick(64);
    const args = ['machine', 'flash', 'node1.img', path, '--yes', '--serial', serial];
    expect(await run(args, { PATH })).toMatchObject({ exitCode: 0 });
    expect((await readFile(file)).equals(await readFile(image))).toBe(true);
  });

  test('is not written in a dry run', async () => {
    const { path, file, PATH } = await makeStick(64);
    const { exitCode, stdout, stderr } = await run(
      ['machine', 'flash', 'node1.img', path, '--dry-run'],
      { PATH },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('serial KX-0042');
    expect(stderr).toContain('This is a dry run: nothing was written.');
    expect(await isUntouched(file)).toBe(true);
  });

  test.each([
    [[], 'nobody has agreed'],
    [['--yes'], 'nobody has agreed'],
    [['--yes', '--serial', 'KX-0043'], 'nobody has agreed'],
  ])('is not written without consent: %j', async (more, message) => {
    const { path, file, PATH } = await makeStick(64);
    const { exitCode, stderr } = await run(['machine', 'flash', 'node1.img', path, ...more], {
      PATH,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(await isUntouched(file)).toBe(true);
  });

  test('is not written to what the real lsblk knows is no stick', async () => {
    const { path, file } = await makeStick(64);
    const { exitCode, stderr } = await run([
      'machine',
      'flash',
      'node1.img',
      path,
      '--yes',
      '--serial',
      path,
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('- it is no whole disk, but of the type loop');
    expect(stderr).toContain('- it is neither removable nor connected by USB');
    expect(await isUntouched(file)).toBe(true);
  });

  test('is not written to a stick that is mounted', async () => {
    const { path, serial, PATH } = await makeStick(100);
    await tool('mke2fs', ['-q', '-F', path]);
    const mount = join(images, 'mounted');
    await mkdir(mount);
    await tool('mount', [path, mount]);
    const args = ['machine', 'flash', 'node1.img', path, '--yes', '--serial', serial];
    const { exitCode, stderr } = await run(args, { PATH });
    await tool('umount', [mount]);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`- ${path} is mounted on ${mount}`);
    expect(await tool('blkid', ['-o', 'value', '-s', 'TYPE', path])).toBe('ext2\n');
  });

  // Never mounted: a mount that a namespace of another test has copied would keep it open.
  test('is not written to a stick that something else has open', async () => {
    const { path, file, serial, PATH } = await makeStick(100);
    const hold =
      'require("node:fs").openSync(process.argv[1], require("node:fs").constants.O_EXCL); process.stdout.write("held"); setInterval(() => {}, 1000)';
    const holder = spawn(process.execPath, ['-e', hold, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const args = ['machine', 'flash', 'node1.img', path, '--yes', '--serial', serial];
    const { exitCode, stderr } = await run(args, { PATH });
    const ended = once(holder, 'exit');
    holder.kill();
    await ended;

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${path} cannot be opened: EBUSY`);
    expect(await isUntouched(file)).toBe(true);
  });

  test('that is none is refused before a device is looked at', async () => {
    await writeFile(join(images, 'holiday.jpg'), Buffer.alloc(MEBIBYTE));
    for (const name of ['holiday.jpg', 'none.img', 'prod.nix']) {
      const { exitCode, stderr } = await run(['machine', 'flash', name, '/dev/none']);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`${name} is no image of kubernixos`);
    }
  });

  test('that others may read is warned of', async () => {
    const { path, PATH } = await makeStick(64);
    await chmod(image, 0o644);
    onTestFinished(() => chmod(image, 0o600));
    const { stderr } = await run(['machine', 'flash', 'node1.img', path, '--dry-run'], { PATH });
    expect(stderr).toContain('warning: node1.img holds secrets, and others may read it');
  });
});

async function isUntouched(file: string): Promise<boolean> {
  return (await readFile(file)).every((byte) => byte === 120);
}
