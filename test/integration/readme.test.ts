import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../support/cluster-tools.ts';

const checkout = resolve(import.meta.dirname, '../..');

test("the README's hostgroup is the release that its first run shows", async () => {
  const readme = await readFile(join(checkout, 'README.md'), 'utf8');
  const hostgroup = /```nix\n(# prod\.nix\n.*?)```/s.exec(readme)?.[1] ?? '';
  const shown = /^release (\w+)/m.exec(readme)?.[1];
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-readme-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'prod.nix'), hostgroup);

  const result = await runProgram(process.execPath, [builtTool, './prod.nix'], { cwd: dir });

  expect(result.exitCode).toBe(0);
  expect(result.stdout.slice(0, 12)).toBe(shown);
});
