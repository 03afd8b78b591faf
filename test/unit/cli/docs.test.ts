import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OWN_OPTIONS, type OwnOption, showOption } from '../../../src/cli/arguments/own-options.ts';
import { REFUSED_FLAGS, REFUSED_SHORTHANDS } from '../../../src/cli/arguments/refused-flags.ts';

const DOCS = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

test('the docs list the options as they are', () => {
  expect(table('option')).toEqual(OWN_OPTIONS.map(optionRow));
});

test('the docs list the refused flags as they are', () => {
  const rows = Object.entries(REFUSED_FLAGS).map(([name, { reason }]) => [flagCell(name), reason]);
  expect(table('flag', 'why')).toEqual(rows);
});

function optionRow(option: OwnOption): string[] {
  return [`\`${showOption(option).replace(', ', '`, `')}\``, option.description];
}

function flagCell(name: string): string {
  const short = Object.entries(REFUSED_SHORTHANDS).find(([, long]) => long === name)?.[0];
  return short === undefined ? `\`--${name}\`` : `\`-${short}\`, \`--${name}\``;
}

/** The rows of the table whose header starts with these cells. */
function table(...header: string[]): string[][] {
  const rows = DOCS.split('\n').map((line) => (line.startsWith('|') ? cells(line) : null));
  const start = rows.findIndex((row) => row !== null && header.every((cell, i) => row[i] === cell));
  const end = rows.findIndex((row, index) => index > start && row === null);
  return rows.slice(start + 2, end).filter((row) => row !== null);
}

function cells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
