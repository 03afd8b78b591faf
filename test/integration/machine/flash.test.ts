import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { canMakeLoops, type LoopStick, makeLoopStick } from '../../support/machines/loop-stick.ts';
import { canMakeImages, describeMachine } from '../../support/machines/machine-tools.ts';
import { readTable, tool } from '../../support/machines/read-image.ts';
import { runAtTerminal } from '../../support/run-at-terminal.ts';

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
    expect(stderr).toContain(`nothing was written to ${path}\n`);
    expect(stderr).toContain(`${path} cannot be opened: EBUSY`);
    expect(await isUntouched(file)).toBe(true);
  });

  test('that is none is refused before a device is looked at', async () => {
    await writeFile(join(images, 'holiday.jpg'), Buffer.alloc(MEBIBYTE));
    await writeFile(join(images, 'headless.img'), withHeaderBytes(await readFile(image), 0));
    await writeFile(join(images, 'short.img'), (await readFile(image)).subarray(0, -7));
    await mkdir(join(images, 'folder'));
    await tool('mkfifo', [join(images, 'pipe')]);
    const names = [
      'holiday.jpg',
      'none.img',
      'prod.nix',
      'headless.img',
      'short.img',
      'folder',
      'pipe',
    ];
    for (const name of names) {
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

describe.skipIf(!canMakeImages || !canMakeLoops)('a stick', () => {
  const flash = ({ path, serial, PATH }: LoopStick, env: Readonly<Record<string, string>> = {}) =>
    run(['machine', 'flash', 'node1.img', path, '--yes', '--serial', serial], { PATH, ...env });

  test('is read back itself, also where something else has it open', async () => {
    const stick = await makeStick(64);
    const holder = await open(stick.path);
    onTestFinished(() => holder.close());
    const before = await sectorsRead(stick);
    expect(await flash(stick)).toMatchObject({ exitCode: 0 });
    expect((await sectorsRead(stick)) - before).toBeGreaterThanOrEqual(63 * 2048);
  });

  test('that fails is told with what it holds', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kubernixos-stick-'));
    await tool('mount', ['-t', 'tmpfs', '-o', 'size=1536k', 'tmpfs', dir]);
    onTestFinished(async () => {
      await tool('umount', [dir]);
      await rm(dir, { recursive: true });
    });
    const stick = await makeLoopStick(dir, 64 * MEBIBYTE, MEBIBYTE);
    const { exitCode, stderr } = await flash(stick);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`warning: ${stick.path} holds a part of the image at most`);
    expect(stderr).toMatch(new RegExp(`${stick.path} cannot be written: (?:EIO|ENOSPC)`));
    expect(stderr).not.toContain('bug');
  });

  test('that nobody waited for may hold everything already', async () => {
    const stick = await makeStick(64);
    const NODE_OPTIONS = await interruptAt('read', 5, 'SIGINT');
    const { exitCode, stderr } = await flash(stick, { NODE_OPTIONS });
    expect(exitCode).toBe(130);
    expect(stderr).toContain(`warning: ${stick.path} may hold the whole image, and start`);
    expect((await readFile(stick.file)).equals(await readFile(image))).toBe(true);
  });

  test('that was pulled out halfway has neither the old table nor the new one', async () => {
    const stick = await makeStick(80);
    expect(await flash(stick)).toMatchObject({ exitCode: 0 });
    const NODE_OPTIONS = await interruptAt('write', 20, 'SIGKILL');
    expect(await flash(stick, { NODE_OPTIONS })).toMatchObject({ signal: 'SIGKILL' });
    const content = await readFile(stick.file);
    const headers = [512, content.length - 512].map((at) => content.subarray(at, at + 8));
    expect(headers).toEqual([Buffer.alloc(8), Buffer.alloc(8)]);
  });

  // By the file behind it, in its middle and in its spare table.
  test.each([
    ['in its middle', 30 * MEBIBYTE],
    ['in its last sector', 64 * MEBIBYTE - 1],
  ])('that gives back something else %s is no good one', async (_, offset) => {
    const stick = await makeStick(64);
    const act = `
      const { openSync, writeSync, fsyncSync, closeSync } = require('node:fs');
      const behind = openSync('${stick.file}', 'r+');
      writeSync(behind, 'y', ${String(offset)});
      fsyncSync(behind);
      closeSync(behind);`;
    const { exitCode, stderr } = await flash(stick, { NODE_OPTIONS: await actAt('read', 1, act) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${stick.path} does not give back what was written to it`);
    expect(stderr).toContain(`warning: ${stick.path} may hold the whole image`);
    expect(stderr).not.toContain('written and read back');
  });

  test('is not found where lsblk is another program', async () => {
    const stick = await makeStick(64);
    const bin = join(dirname(stick.file), 'stick-bin');
    await writeFile(join(bin, 'lsblk'), '#!/bin/sh\necho sdb\n', { mode: 0o755 });
    const { exitCode, stderr } = await flash(stick);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the disks of this machine cannot be listed: lsblk printed no JSON');
  });
});

describe.skipIf(!canMakeImages || !canMakeLoops)('at a terminal', () => {
  const ask = ({ path, PATH }: LoopStick, answer: string | (() => Promise<string>)) =>
    runAtTerminal({
      command: process.execPath,
      args: [builtTool, 'machine', 'flash', 'node1.img', path],
      cwd: images,
      env: { NIX_PATH: 'x=/x', PATH },
      question: 'Type its serial number to go on',
      answer,
    });

  test('the serial number of a stick has it written', async () => {
    const stick = await makeStick(64);
    const { exitCode, screen } = await ask(stick, stick.serial);
    expect({ exitCode, screen }).toMatchObject({ exitCode: 0 });
    expect(screen).toContain(`All on ${stick.path} will be lost.`);
    expect((await readFile(stick.file)).equals(await readFile(image))).toBe(true);
  });

  test.each(['KX-0043', '', 'yes', 'kx-0042', 'KX-0042 x'])(
    'anything else writes nothing: %j',
    async (answer) => {
      const stick = await makeStick(64);
      const { exitCode, screen } = await ask(stick, answer);
      expect({ exitCode, screen }).toMatchObject({ exitCode: 1 });
      expect(screen).toContain('That is not its serial number. Nothing was written.');
      expect(await isUntouched(stick.file)).toBe(true);
    },
  );

  test('a stick that another one has taken the place of meanwhile is not written', async () => {
    const stick = await makeStick(64);
    const lsblk = join(dirname(stick.file), 'stick-bin/lsblk');
    const { exitCode, screen } = await ask(stick, async () => {
      const before = await readFile(lsblk, 'utf8');
      await writeFile(lsblk, before.replace(`serial: "${stick.serial}"`, 'serial: "KX-0099"'));
      return stick.serial;
    });
    expect({ exitCode, screen }).toMatchObject({ exitCode: 1 });
    expect(screen).toContain(`${stick.path} is another device than the one you agreed to`);
    expect(await isUntouched(stick.file)).toBe(true);
  });
});

/** What node takes to send itself a signal in a call of a method of the device. */
function interruptAt(method: string, call: number, signal: string): Promise<string> {
  // What can be heard is heard before the call goes on; node would end where it waits for a signal alone.
  return actAt(
    method,
    call,
    `await new Promise((resolve) => {
      const awake = setInterval(() => undefined, 1000);
      const heard = () => { clearInterval(awake); resolve(); };
      if ('${signal}' !== 'SIGKILL') process.once('${signal}', heard);
      process.kill(process.pid, '${signal}');
    });`,
  );
}

/** What node takes to do something before a call of a method of the device. */
async function actAt(method: string, call: number, act: string): Promise<string> {
  const file = join(images, `${method}-${randomUUID()}.cjs`);
  const text = `
    const files = require('node:fs/promises');
    const { open } = files;
    let calls = 0;
    files.open = async (path, flags, ...rest) => {
      const handle = await open(path, flags, ...rest);
      if (!String(path).startsWith('/dev/loop')) return handle;
      const real = handle.${method}.bind(handle);
      handle.${method} = async (...args) => {
        if (++calls === ${String(call)}) { ${act} }
        return real(...args);
      };
      return handle;
    };
    require('node:module').syncBuiltinESMExports();`;
  await writeFile(file, text);
  return `--require=${file}`;
}

/** Of the device itself, not of what the kernel knows of it. */
async function sectorsRead({ path }: LoopStick): Promise<number> {
  const stat = await readFile(`/sys/block/${basename(path)}/stat`, 'utf8');
  return Number(stat.trim().split(/\s+/)[2]);
}

function withHeaderBytes(image: Buffer, bytes: number): Buffer {
  image.writeUInt32LE(bytes, 512 + 12);
  return image;
}

async function isUntouched(file: string): Promise<boolean> {
  return (await readFile(file)).every((byte) => byte === 120);
}
