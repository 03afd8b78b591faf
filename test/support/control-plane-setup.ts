import type { TestProject } from 'vitest/node';
import { startControlPlane, type ControlPlaneDetails } from './control-plane.ts';

declare module 'vitest' {
  interface ProvidedContext {
    controlPlane: ControlPlaneDetails;
  }
}

/** Starts the one control plane of a test project; tests get it by `inject('controlPlane')`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, details } = await startControlPlane();
  project.provide('controlPlane', details);
  return stop;
}
