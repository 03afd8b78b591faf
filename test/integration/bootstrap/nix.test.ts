import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBareMachine } from './run-step.ts';

// Looked at besides PATH, and no test can take it away.
const systemProfile = '/nix/var/nix/profiles/default/bin/nix-instantiate';

test('finds Nix on PATH', async () => {
  const machine = await createBareMachine();
  await machine.addProgram('nix-instantiate', '');

  const result = await machine.runStep('nix.mjs', 'provideNix');

  expect(result).toMatchObject({ exitCode: 0, stdout: `${machine.env.PATH}\n` });
});

test.skipIf(existsSync(systemProfile))(
  'says how to get Nix where there is no apt-get',
  async () => {
    const machine = await createBareMachine();

    const result = await machine.runStep('nix.mjs', 'provideNix');

    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/Problem: Nix is missing.*https:\/\/nixos\.org\/download/s);
  },
);
