import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

let page = '';

beforeAll(async () => {
  const { stdout } = await runProgram(process.execPath, [builtTool, 'help', '--man']);
  page = stdout;
});

async function pageFile(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-man-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const file = join(dir, 'kubernixos.1');
  await writeFile(file, page);
  return file;
}

test.skipIf(findOnPath('man') === undefined)('man shows the page without a warning', async () => {
  const env = { MANWIDTH: '80', MANPAGER: 'cat', LC_ALL: 'C.UTF-8', MANROFFOPT: '-c' };
  const { exitCode, stdout, stderr } = await runProgram(
    'man',
    ['--warnings', '-l', await pageFile()],
    { env },
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^ +kubernixos - runs Kubernetes from Nix$/m);
  expect(stdout).toMatch(/^ +--allow-mass-prune$/m);
});

test.skipIf(findOnPath('mandoc') === undefined)('mandoc finds nothing to say', async () => {
  const { stdout } = await runProgram('mandoc', ['-T', 'lint', await pageFile()]);
  // The page is of a version, not of a day.
  expect(stdout.split('\n').filter((line) => !/^$|missing date/.test(line))).toEqual([]);
});
