import { expect, test } from 'vitest';
import { createBareMachine } from './run-step.ts';

test('does without boot media that nobody can make, and says so', async () => {
  const machine = await createBareMachine();

  const result = await machine.runStep('machine-programs.mjs', 'provideMachinePrograms');

  expect(result.exitCode).toBe(0);
  expect(result.stderr).toContain('Boot media are not tested:');
  expect(result.stderr).toContain('mtools');
});
