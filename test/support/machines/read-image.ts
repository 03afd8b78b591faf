import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram } from '../cluster-tools.ts';

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

export interface ReadPartition {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly type: string;
  readonly uuid: string;
  readonly attrs?: string;
}

/** The table of an image, as sfdisk reads it. */
export async function readTable(image: string): Promise<readonly ReadPartition[]> {
  const text = await tool('sfdisk', ['--json', image]);
  const { partitiontable } = JSON.parse(text) as {
    readonly partitiontable: { readonly label: string; readonly partitions: ReadPartition[] };
  };
  return partitiontable.label === 'gpt'
    ? partitiontable.partitions.map(({ name, start, size, type, uuid, attrs }) => ({
        ...{ name, start, size, type, uuid },
        ...(attrs === undefined ? {} : { attrs }),
      }))
    : [];
}

/** Copies a partition of an image into a file of its own. */
export async function extractPartition(image: string, name: string): Promise<string> {
  const partition = (await readTable(image)).find((one) => one.name === name);
  if (partition === undefined) throw new Error(`${image} has no partition ${name}`);
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-partition-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const content = Buffer.alloc(partition.size * 512);
  const source = await open(image);
  await source.read(content, 0, content.length, partition.start * 512);
  await source.close();
  const file = join(dir, name);
  const target = await open(file, 'wx');
  await target.write(content);
  await target.close();
  return file;
}

/** Runs a program, and gives what it prints; throws where it fails. */
export async function tool(program: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(program, args, {
    env: { PATH, LC_ALL: 'C' },
  });
  if (exitCode === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')}: ${stderr || stdout}`);
}

/** Paths of all files in the EFI partition of an image. */
export async function listEfiFiles(volume: string): Promise<readonly string[]> {
  const text = await tool('mdir', ['-a', '-/', '-b', '-i', volume, '::/']);
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('/'))
    .map((line) => line.replace(/^::\//, ''))
    .sort();
}
