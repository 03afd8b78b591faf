import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeMachine, machineTool } from '../../support/machines/machine-tools.ts';
import { wrapPrograms } from '../../support/machines/wrapped-programs.ts';

const hasQemu =
  existsSync('/usr/bin/qemu-system-x86_64') && existsSync('/usr/share/OVMF/OVMF_CODE_4M.fd');

/** A disk of zeros, which starts nothing. */
async function machineWithEmptyImage(more = '') {
  const tool = await machineTool(describeMachine(more));
  await tool.write('empty.img', '\0'.repeat(1024 ** 2));
  return tool;
}

const BASE = ['test', 'node1', '--image', 'empty.img'];
const ARGS = [...BASE, '--memory', '256'];

describe.skipIf(!hasQemu)('a machine that is tried', () => {
  test.each([
    [[], ',hostfwd=tcp:127.0.0.1:2222-:22'],
    [['--ssh-port', '2200'], ',hostfwd=tcp:127.0.0.1:2200-:22'],
    [['--ssh-port', '0'], ''],
    [['--expect', 'login:', '--timeout', '1'], ''],
  ])('is reached by ssh on port 2222, or another one, or not: %j', async (more, forward) => {
    const { run, dir } = await machineWithEmptyImage();
    const script = `printf '%s\\n' "$@" >'${join(dir, 'words')}'; exit 0`;
    const PATH = await wrapPrograms(dir, ['qemu-system-x86_64'], script);
    await run([...ARGS, ...more], { PATH });
    const words = (await readFile(join(dir, 'words'), 'utf8')).split('\n');
    expect(words.filter((word) => word.startsWith('user,'))).toEqual([`user,id=net${forward}`]);
  });

  test('and does not say what is expected in time is a failure', async () => {
    const { run, dir } = await machineWithEmptyImage();
    const { exitCode, stderr } = await run([...ARGS, '--expect', 'login:', '--timeout', '2']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('node1 did not say "login:" within 2 s');
    expect(await readdir(join(dir, 'tmp'))).toEqual([]);
  });

  test('on firmware that it is not described for is warned of', async () => {
    const { run } = await machineWithEmptyImage();
    const more = ['--firmware', 'bios', '--expect', 'x', '--timeout', '1'];
    const { stderr } = await run([...ARGS, ...more]);
    expect(stderr).toContain('warning: node1 is not described to start on bios');
  });

  test('without its image is told what qemu says', async () => {
    const { run } = await machineWithEmptyImage();
    const { exitCode, stderr } = await run([
      'test',
      'node1',
      '--image',
      'none.img',
      '--expect',
      'x',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('node1 could not be run: ');
    expect(stderr).toContain('none.img');
    expect(stderr).toContain('See whether that file is there');
  });

  test('may have a colon in the name of its image', async () => {
    const { run, write } = await machineWithEmptyImage();
    await write('nbd:a.img', '\0'.repeat(1024 ** 2));
    const image = ['test', 'node1', '--memory', '256', '--image', 'nbd:a.img'];
    const { stderr } = await run([...image, '--expect', 'login:', '--timeout', '1']);
    expect(stderr).toContain('node1 did not say "login:" within 1 s');
  });

  test('that something else ends is told as that', async () => {
    const { run, dir } = await machineWithEmptyImage();
    const bin = join(dir, 'bin');
    await mkdir(bin);
    const program = join(bin, 'qemu-system-x86_64');
    await writeFile(program, '#!/bin/sh\nkill -KILL $$\n', { mode: 0o755 });
    const PATH = `${bin}:${process.env['PATH'] ?? ''}`;
    const { exitCode, stderr } = await run([...ARGS, '--expect', 'x'], { PATH });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('node1 could not be run: it was ended by SIGKILL');
    expect(stderr).toContain('Something else ended it');
  });
});

test.each([
  [['test', 'node1'], '', 'machine test needs an image to boot'],
  [['test', '--image', 'x'], '', 'machine test needs NAME'],
  [[...ARGS, '--firmware', 'efi'], '', '--firmware is one of uefi and bios, not "efi"'],
  [[...BASE, '--memory', 'much'], '', '--memory is a whole number from 128 to 1048576, not "much"'],
  [[...BASE, '--memory', '0'], '', '--memory is a whole number from 128 to 1048576, not "0"'],
  [[...ARGS, '--timeout', '0'], '', '--timeout is a whole number from 1 to 604800, not "0"'],
  [[...ARGS, '--ssh-port', '65536'], '', '--ssh-port is a whole number from 0 to 65535'],
  [[...ARGS, '--ovmf', '.'], '', '. has no firmware for UEFI'],
  [ARGS, 'arch = "aarch64";', 'node1 is a machine of aarch64, and only those of x86_64'],
])('is refused: %j %s', async (args, more, message) => {
  const { run } = await machineWithEmptyImage(more);
  const { exitCode, stdout, stderr } = await run(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(message);
});
