import type { SeenHost } from '../../src/model/host-survey.ts';

/** A host that has nothing of k0s. */
export const bareHost: SeenHost = {
  hostname: 'a',
  program: null,
  units: [],
  status: null,
  hasData: false,
  hasState: false,
  usedDataDir: null,
  ca: null,
  processes: 0,
  children: 0,
  secretFiles: [],
  config: null,
  cluster: null,
};
