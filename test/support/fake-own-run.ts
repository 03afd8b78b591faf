import type { OwnRun } from '../../src/ports/own-run.ts';

/** A run of this name, on a machine on which `gone` processes have ended. */
export function fakeOwnRun(identity = 'me', gone: readonly string[] = []): OwnRun {
  return { identity, process: `process-of-${identity}`, isGone: (name) => gone.includes(name) };
}
