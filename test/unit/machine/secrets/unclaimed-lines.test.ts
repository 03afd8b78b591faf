import { expect, test } from 'vitest';
import { unclaimedLines } from '../../../../src/machine/secrets/unclaimed-lines.ts';
import { machineOf, secretsOf } from '../../../support/machines/machine-builder.ts';

const ALL = {
  ...{ HEARTBEAT_URL: 'hunter2', K3S_TOKEN: 'hunter2', LOGEXPORT_HOST: 'h', LOGEXPORT_PORT: '1' },
  ...{ NAMECHEAP_DDNS_PASS: 'hunter2', HEARTBEAT_RATE: '5', HOME: '/root' },
};

const environmentOf = (values: Readonly<Record<string, string>>) => ({
  origin: 'the environment',
  assignments: Object.entries(values).map(([name, value]) => ({ name, value })),
});

test('what no component takes is told with the one that would', () => {
  expect(unclaimedLines(machineOf({ name: 'a', secrets: [] }), environmentOf(ALL))).toEqual([
    'warning: a does not take HEARTBEAT_URL of the environment: services.heartbeat would',
    'warning: a does not take K3S_TOKEN of the environment: services.k3s would',
    'warning: a does not take LOGEXPORT_HOST, LOGEXPORT_PORT of the environment: services.logExport with transport = "tls-syslog" would',
    'warning: a does not take NAMECHEAP_DDNS_PASS of the environment: services.ddns would',
  ]);
});

test('what one takes is not, nor what is empty', () => {
  const secrets = [
    secretsOf('k3s', 'K3S_TOKEN*', { prefixes: ['K3S_'] }),
    secretsOf('logexport', 'LOGEXPORT_HOST* LOGEXPORT_PORT*'),
  ];
  const values = { ...ALL, HEARTBEAT_URL: '', NAMECHEAP_DDNS_PASS: '' };
  expect(unclaimedLines(machineOf({ secrets }), environmentOf(values))).toEqual([]);
});
