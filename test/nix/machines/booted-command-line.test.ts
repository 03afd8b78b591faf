import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MOST_KERNEL_BYTES } from '../../../src/model/machine.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

const file = fileURLToPath(
  new URL('../../../lib/machine/booted-command-line.nix', import.meta.url),
);

test('the checks and the images know the same bound', async () => {
  expect(await evaluateNix(`(import ${file}).mostBytes`)).toMatchObject({
    ok: true,
    value: MOST_KERNEL_BYTES,
  });
});
