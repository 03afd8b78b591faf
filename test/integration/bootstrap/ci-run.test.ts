import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../support/cluster-tools.ts';
import { createBareMachine } from './run-step.ts';

const original = resolve(import.meta.dirname, '../../../.ci/run');

test.each([
  {
    title: 'adds the checks to the tests that passed',
    npm: '[ "$1" = test ] && echo "7 passed, 0 failed"; exit 0',
    closingLine: '10 passed, 0 failed',
    succeeds: true,
  },
  {
    title: 'keeps the number of skipped tests',
    npm: '[ "$1" = test ] && echo "7 passed, 0 failed, 2 skipped"; exit 0',
    closingLine: '10 passed, 0 failed, 2 skipped',
    succeeds: true,
  },
  {
    title: 'fails for a failed test, and runs the checks all the same',
    npm: '[ "$1" = test ] && echo "7 passed, 1 failed" && exit 1; exit 0',
    closingLine: '10 passed, 1 failed',
    succeeds: false,
  },
  {
    title: 'fails for a failed check',
    npm: '[ "$1" = test ] && echo "7 passed, 0 failed"; [ "$3" != lint ]',
    closingLine: '9 passed, 1 failed',
    succeeds: false,
  },
  {
    title: 'fails where the tests end without a count',
    npm: '[ "$1" = test ] && exit 1; exit 0',
    closingLine: '3 passed, 1 failed',
    succeeds: false,
  },
  {
    title: 'fails where no test ran',
    npm: '[ "$1" = test ] && echo "0 passed, 0 failed"; exit 0',
    closingLine: '3 passed, 1 failed',
    succeeds: false,
  },
])('$title', async ({ npm, closingLine, succeeds }) => {
  const machine = await createBareMachine();
  await machine.addProgram('npm', npm);
  const checkout = join(machine.env.HOME, 'checkout');
  await mkdir(join(checkout, '.ci'), { recursive: true });
  await copyFile(original, join(checkout, '.ci/run'));
  const path = `${machine.env.PATH}:${process.env['PATH'] ?? ''}`;

  const result = await runProgram('bash', ['.ci/run'], { cwd: checkout, env: { PATH: path } });

  expect(result.stdout.trimEnd().split('\n').at(-1)).toBe(closingLine);
  expect(result.exitCode === 0).toBe(succeeds);
});
