import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeMachine, machineTool } from '../../support/machines/machine-tools.ts';

const hasQemu =
  existsSync('/usr/bin/qemu-system-x86_64') && existsSync('/usr/share/OVMF/OVMF_CODE_4M.fd');

/** A disk of zeros, which starts nothing. */
async function machineWithEmptyImage(more = '') {
  const tool = await machineTool(describeMachine(more));
  await tool.write('empty.img', '\0'.repeat(1024 ** 2));
  return tool;
}

const ARGS = ['test', 'node1', '--image', 'empty.img', '--memory', '256'];

describe.skipIf(!hasQemu)('a machine that is tried', () => {
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
  });
});

test.each([
  [['test', 'node1'], '', 'machine test needs an image to boot'],
  [['test', '--image', 'x'], '', 'machine test needs NAME'],
  [[...ARGS, '--firmware', 'efi'], '', '--firmware is one of uefi and bios, not "efi"'],
  [[...ARGS, '--memory', 'much'], '', '--memory is a whole number up to 65535, not "much"'],
  [[...ARGS, '--ovmf', '.'], '', '. has no firmware for UEFI'],
  [ARGS, 'arch = "aarch64";', 'node1 is a machine of aarch64, and only those of x86_64'],
])('is refused: %j %s', async (args, more, message) => {
  const { run } = await machineWithEmptyImage(more);
  const { exitCode, stdout, stderr } = await run(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(message);
});
