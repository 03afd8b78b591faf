import { builtTool } from '../support/cluster-tools.ts';
import { measure, type Measurement } from './measure.ts';
import { printTable, type Row } from './print-table.ts';

const commands: Readonly<Record<string, readonly string[]>> = {
  'node alone': ['--eval', '0'],
  'kubernixos --version': [builtTool, '--version'],
  'kubernixos --help': [builtTool, '--help'],
};

/** Starts the program where it has nothing to do; prints a table. */
export async function benchStart(rounds: number): Promise<void> {
  const results = new Map<string, Measurement[]>();
  for (let round = 0; round < rounds; round++)
    for (const [name, args] of Object.entries(commands))
      results.set(name, [
        ...(results.get(name) ?? []),
        await measure(process.execPath, args, { env: process.env }),
      ]);
  const rows = [...results].map(([name, measurements]): Row => ({ name, measurements }));
  printTable('start without work', rows, ['node alone']);
}
