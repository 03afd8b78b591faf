import type { Phase } from '../run.ts';

/** Without a version in the configuration k0sctl asks the web, which a stand-in does not reach. */
export const setK0sVersion: Phase = {
  title: 'Set k0s version',
  prepare: ({ version }) => version === '',
  run: (run) => {
    run.log.info('Looking up latest stable k0s version');
    throw new Error(
      'failed to look up k0s version online - try setting spec.k0s.version manually: http request to https://docs.k0sproject.io/stable.txt failed',
    );
  },
};
