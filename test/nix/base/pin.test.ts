import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pinned, PINNED } from '../../support/libraries.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

async function useLibraryOf(release: string) {
  const directory = mkdtempSync(join(tmpdir(), 'pin-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  writeFileSync(join(directory, 'default.nix'), `{ trivial.release = "${release}"; id = x: x; }`);
  return evaluateNix(`${pinned(directory)}.id 1`);
}

test('the library to compare with is used where it is the pinned one', async () => {
  expect(await useLibraryOf(PINNED)).toEqual({ ok: true, value: 1 });
});

test('the library to compare with is refused where it is another', async () => {
  const message: unknown = expect.stringContaining(
    "NIXPKGS_LIB names nixpkgs' lib 25.05, and the cases are those of 26.11.",
  );
  expect(await useLibraryOf('25.05')).toEqual({ ok: false, message });
});
