import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBareMachine } from './run-step.ts';

test('does without shells that nobody can install, and says so', async () => {
  const machine = await createBareMachine();

  const result = await machine.runStep('shells.mjs', 'provideShells');

  expect(result.exitCode).toBe(0);
  expect(result.stderr).toContain('Completion is not tested in what is missing here: fish, zsh.');
});

test('installs nothing where the shells are there', async () => {
  const machine = await createBareMachine();
  for (const name of ['fish', 'zsh', 'apt-get', 'dpkg'])
    await machine.addProgram(name, `echo ${name} >> "$CALLS"`);

  const result = await machine.runStep('shells.mjs', 'provideShells');

  expect({ ...result, calls: await machine.calls() }).toMatchObject({ stderr: '', calls: [] });
});

const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');

test.skipIf(!canInstall)('goes on where the packages cannot be had', async () => {
  const machine = await createBareMachine();
  await machine.addProgram('dpkg', '');
  await machine.addProgram('apt-get', 'echo "no route to host" >&2; exit 100');

  const result = await machine.runStep('shells.mjs', 'provideShells');

  expect(result.exitCode).toBe(0);
  expect(result.stderr).toContain('no route to host');
  expect(result.stderr).toContain('is not tested in');
});
