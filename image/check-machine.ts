import { open } from 'node:fs/promises';
import { Problem } from '../test/bootstrap/problem.mjs';
import type { Architecture } from './architectures.ts';

/** Throws a `Problem` where a file is no program of Linux for an architecture. */
export async function checkMachine(file: string, architecture: Architecture): Promise<void> {
  if ((await machineOf(file)) === architecture.machine) return;
  throw new Problem(
    `${file} is no program of Linux for ${architecture.name}. Give that of https://github.com/k0sproject/k0sctl/releases for it.`,
  );
}

/** The machine in the header of a program: e_machine of ELF; null for other files. */
export async function machineOf(file: string): Promise<number | null> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(20) });
    const isElf = bytesRead === 20 && buffer.readUInt32BE(0) === 0x7f454c46;
    return isElf ? buffer.readUInt16LE(18) : null;
  } finally {
    await handle.close();
  }
}
