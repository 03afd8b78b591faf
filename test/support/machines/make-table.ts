import { open } from 'node:fs/promises';
import { runProgram } from '../cluster-tools.ts';

/** Makes a file of a mebibyte that has a partition of this name, and nothing in it. */
export async function makeTable(file: string, partition: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  await handle.truncate(1024 ** 2);
  await handle.close();
  const { exitCode, stderr } = await runProgram('sfdisk', ['--quiet', file], {
    stdin: `label: gpt\nname=${partition}\n`,
    env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  });
  if (exitCode !== 0) throw new Error(`sfdisk: ${stderr}`);
}
