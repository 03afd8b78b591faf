import { spawnSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tool } from './read-image.ts';

/** A loop device that looks like a stick to whoever asks lsblk. */
export interface LoopStick {
  /** Such as `/dev/loop3`. */
  readonly path: string;
  /** What the stick holds. */
  readonly file: string;
  /** PATH with that lsblk. */
  readonly PATH: string;
  readonly serial: string;
}

/** Whether loop devices can be made here: it takes root, and a kernel that lets it. */
export const canMakeLoops =
  process.getuid?.() === 0 && spawnSync('losetup', ['--find']).status === 0;

const SERIAL = 'KX-0042';

/** Makes a stick of so many bytes that is full of the letter x, but for its holes. */
export async function makeLoopStick(
  dir: string,
  bytes: number,
  filled = bytes,
): Promise<LoopStick> {
  const file = join(dir, 'stick');
  await writeFile(file, Buffer.alloc(filled, 'x'), { flag: 'wx' });
  await truncate(file, bytes);
  const path = (await tool('losetup', ['--find', '--show', file])).trim();
  onTestFinished(async () => {
    await tool('losetup', ['--detach', path]);
  });
  const bin = join(dir, 'stick-bin');
  await mkdir(bin);
  await writeFile(
    join(bin, 'lsblk'),
    lsblk(path, (await tool('sh', ['-c', 'command -v lsblk'])).trim()),
    {
      mode: 0o755,
    },
  );
  return { path, file, serial: SERIAL, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

/** The real lsblk, which says of the loop device what it would of a stick. */
function lsblk(path: string, real: string): string {
  return `#!/bin/sh
'${real}' "$@" | '${process.execPath}' -e '
  const listed = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  for (const device of listed.blockdevices)
    if (device.path === "${path}")
      Object.assign(device, { type: "disk", tran: "usb", rm: true, serial: "${SERIAL}", model: "Loop" });
  console.log(JSON.stringify(listed));
'
`;
}
