import type { Served } from '../../../../src/machine/serve/answer-request.ts';
import type { Answer } from '../../../../src/model/boot-request.ts';
import { machineOf } from '../../../support/machines/machine-builder.ts';

export const SECRET = 'a secret of the whole fleet, long enough';

const document = { ignition: { version: '3.3.0', config: { replace: { source: 'https://x' } } } };

/** One that is known by everything, and one that shows a token and has a serial number alone. */
export const machines = [
  machineOf({
    name: 'node1',
    match: {
      macs: ['52:54:00:00:00:01'],
      uuid: 'aaaaaaaa-0000-4000-8000-000000000001',
      serial: 'S-1',
    },
    ignitionText: '{"ignition":{"version":"3.3.0"},"node1":1}',
  }),
  machineOf({
    name: 'node2',
    match: { macs: ['52:54:00:00:00:02'], uuid: null, serial: 'S-2' },
    boot: {
      ...machineOf().boot,
      ignition: { type: 'pointer', url: 'https://x', document, needsToken: true },
    },
  }),
];

export const served: Served = { machines, bearerSecret: SECRET };

export function asset(path: string): Answer {
  return { type: 'asset', path };
}
