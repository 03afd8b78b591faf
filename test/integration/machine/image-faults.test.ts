import { once } from 'node:events';
import { access, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAlive } from '../../../src/adapters/is-alive.ts';
import {
  canMakeImages,
  describeMachine,
  machineTool,
} from '../../support/machines/machine-tools.ts';
import { makeTable } from '../../support/machines/make-table.ts';
import { tool } from '../../support/machines/read-image.ts';
import { IMAGE_PROGRAMS, wrapPrograms } from '../../support/machines/wrapped-programs.ts';
import { waitFor } from '../../support/wait-for.ts';

const HEARTBEAT = describeMachine('services.heartbeat.enable = true;');
const ENV = { HEARTBEAT_URL: 'https://hunter2.example.com' };

describe.skipIf(!canMakeImages)('an image that cannot be made', () => {
  test.each(IMAGE_PROGRAMS.filter((program) => program !== 'syslinux'))(
    'leaves what was there, where %s fails',
    async (program) => {
      const { run, dir } = await machineTool(HEARTBEAT);
      await makeTable(join(dir, 'x.img'), 'secrets');
      const before = await readFile(join(dir, 'x.img'));
      const PATH = await wrapPrograms(dir, [program], 'echo "no space left" >&2; exit 7');
      const { exitCode, stdout, stderr } = await run(['image', 'node1', '--out', 'x.img'], {
        ...ENV,
        PATH,
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(`${program} failed with 7: no space left`);
      expect((await readFile(join(dir, 'x.img'))).equals(before)).toBe(true);
      expect(await leftovers(dir)).toEqual([]);
    },
  );

  test.skipIf(process.getuid?.() !== 0).each([
    ['1m', 'cannot write small/x.img: ENOSPC'],
    ['4k', 'sfdisk failed with 1'],
  ])('says that a disk of %s is full, and which', async (size, message) => {
    const { run, dir } = await machineTool(HEARTBEAT);
    const small = join(dir, 'small');
    await mkdir(small);
    await tool('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', small]);
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'small/x.img'], ENV);
    const left = await readdir(small);
    await tool('umount', [small]);

    expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
    expect(stderr).toContain(message);
    expect(stderr).toContain(`No image was written. See whether ${small} has room.`);
  });

  test('for want of a program says which package has it', async () => {
    const { run, dir } = await machineTool(HEARTBEAT);
    const PATH = await wrapPrograms(dir, ['mcopy'], 'real=/none/mcopy');
    const { stderr } = await run(['image', 'node1', '--out', 'x.img'], { ...ENV, PATH });
    expect(stderr).toMatch(/mcopy failed with 127|needs the program mcopy/);
  });

  test.each([
    ['debugfs', '[ "$1" != -w ] || exit 0', /secrets lacks \. 040700 0:0/],
    [
      'sfdisk',
      '[ "$1" = --json ] || { sed s/secrets/other/ | "$real" "$@"; exit; }',
      /partition secrets has name other, not secrets/,
    ],
    [
      'mcopy',
      'case "$*" in *autoexec.ipxe) truncate -s 5 "$4";; esac',
      /autoexec\.ipxe does not read back/,
    ],
  ])('is noticed where %s does something else, and is not kept', async (program, script, fault) => {
    const { run, dir } = await machineTool(HEARTBEAT);
    const PATH = await wrapPrograms(dir, [program], script);
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], { ...ENV, PATH });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the image is not as it was meant:');
    expect(stderr).toMatch(fault);
    expect(await leftovers(dir)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'leaves nothing after %s',
    async (signal) => {
      const { start, dir } = await machineTool(HEARTBEAT);
      const reached = join(dir, 'reached');
      const script = `[ "$1" != -w ] || { echo $PPID >'${reached}'; exec sleep 600; }`;
      const PATH = await wrapPrograms(dir, ['debugfs'], script);
      const child = start(['image', 'node1', '--out', 'x.img'], { ...ENV, PATH });
      await waitFor(() => access(reached).then(() => true), { what: 'the secrets on disk' });
      const holders = () => holdersOf('hunter2', child.pid ?? 0);
      expect(await holders()).toHaveLength(1);
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await waitFor(async () => (await leftovers(dir)).length === 0, { what: 'a clean directory' });
      await waitFor(async () => (await holders()).length === 0, { what: 'no secret' });
      expect(await readdir(dir)).not.toContain('x.img');
    },
  );
});

test.skipIf(!canMakeImages)(
  'no program is told a secret by its arguments or environment',
  async () => {
    const { run, dir } = await machineTool(HEARTBEAT);
    const log = join(dir, 'log');
    const PATH = await wrapPrograms(
      dir,
      IMAGE_PROGRAMS,
      `{ printf '%s\\n' "$0" "$@"; env; } >>'${log}'`,
    );
    expect(await run(['image', 'node1', '--out', 'x.img'], { ...ENV, PATH })).toMatchObject({
      exitCode: 0,
    });
    const told = await readFile(log, 'utf8');
    expect(told).toContain('debugfs');
    expect(told).not.toContain('hunter2');
  },
);

// Nix has the environment, since a hostgroup may ask for its variables; others can read arguments alone.
test.skipIf(!canMakeImages)('Nix is told no secret by its arguments', async () => {
  const { run, dir } = await machineTool(HEARTBEAT);
  const log = join(dir, 'log');
  const script = `printf '%s\\n' "$0" "$@" >>'${log}'`;
  const PATH = await wrapPrograms(dir, ['nix-instantiate'], script);
  expect(await run(['image', 'node1', '--out', 'x.img'], { ...ENV, PATH })).toMatchObject({
    exitCode: 0,
  });
  const told = await readFile(log, 'utf8');
  expect(told).toContain('nix-instantiate');
  expect(told).not.toContain('hunter2');
});

/** What a run left: temporary directories, and drafts beside the image. */
async function leftovers(dir: string): Promise<readonly string[]> {
  const beside = (await readdir(dir)).filter((name) => name.startsWith('.kubernixos'));
  const inMemory = (await directoriesInMemory()).filter((name) => !isAlive(processOf(name)));
  return [...beside, ...(await readdir(join(dir, 'tmp'))), ...inMemory];
}

/** Where images are made in memory, also those of other tests that run now. */
async function directoriesInMemory(): Promise<readonly string[]> {
  const all = await readdir('/dev/shm').catch(() => []);
  return all.filter((name) => name.startsWith('kubernixos-image-'));
}

function processOf(directory: string): number {
  return Number(directory.split('-')[2]);
}

/** Files that hold a value, in such directories of a process. */
async function holdersOf(value: string, process: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const directory of await directoriesInMemory()) {
    if (processOf(directory) !== process) continue;
    const below = join('/dev/shm', directory, 'secrets');
    for (const name of await readdir(below).catch(() => []))
      if ((await readFile(join(below, name), 'utf8')).includes(value)) found.push(name);
  }
  return found;
}
