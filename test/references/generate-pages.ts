import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { cliTables } from './cli-tables.ts';
import { fillIn } from './fill-in.ts';
import { optionsPage } from './options-page.ts';
import { readOptions } from './read-options.ts';

const DOCS = resolve(import.meta.dirname, '../../docs');

export interface Page {
  readonly file: string;
  readonly text: string;
}

/** The pages of docs/ that are generated as a whole, or hold generated parts, as they should be. */
export async function generatePages(): Promise<readonly Page[]> {
  const cli = join(DOCS, 'cli.md');
  return Promise.all([
    formatted(cli, fillIn(await readFile(cli, 'utf8'), cliTables())),
    formatted(join(DOCS, 'options.md'), optionsPage(await readOptions())),
  ]);
}

async function formatted(file: string, text: string): Promise<Page> {
  const config = await resolveConfig(file);
  return { file, text: await format(text, { ...config, filepath: file }) };
}
