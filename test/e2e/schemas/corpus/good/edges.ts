import { goodEdges } from '../edges.ts';
import * as fields from '../edge-fields.ts';

const letters = (length: number) => 'a'.repeat(length);

/** Values that are just good. */
export const edges = [
  goodEdges(fields.schedule, [
    ...['*/5 * * * *', '@every 1h', '@hourly', '0 0 1 JAN-DEC MON', '0 0 ? * *', ' 0 3 * * *'],
    ...['0 3 * * * ', '0  3 * * *', '0 3 * * sun', '0 3 * jan,feb *', '1,2,3-5/2 * * * *'],
    ...['0 3 31 2 *', '1/2 * * * *', '0-59/70 * * * *'],
  ]),
  goodEdges(fields.timeZone, [
    'America/Argentina/Buenos_Aires',
    'Etc/UTC',
    'UTC',
    'Etc/GMT+5',
    'EST',
    'US/Pacific',
    'PST8PDT',
  ]),
  goodEdges(fields.cidr, ['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32']),
  goodEdges(fields.policyPort, ['http', 65535, 'a', 1]),
  goodEdges(fields.externalAddress, ['192.0.2.1', '2001:db8::1']),
  goodEdges(fields.targetPort, ['a-b', '1a', 65535, 0, 'abcdefghijklmno']),
  goodEdges(fields.portName, ['1', 'a', '', letters(63)]),
  goodEdges(fields.host, ['a', '*.a', '', 'localhost']),
  goodEdges(fields.urlPath, ['/', '/a b', '/a/']),
  goodEdges(fields.surge, ['25%', '0%', '150%', 0]),
  goodEdges(fields.minAvailable, ['100%', '0%', 0, '1%', 2147483647]),
  goodEdges(fields.gracePeriod, [0, -1, -5]),
  goodEdges(fields.user, [0, 2147483647]),
  goodEdges(fields.variable, ['a.b', '1', '_', 'a b', '.', '..', '...', '..a', 'a/b', '$A', 'a:b']),
  goodEdges(fields.containerName, ['a-b', '1', letters(63)]),
  goodEdges(fields.volumeName, ['1', letters(63)]),
  goodEdges(fields.containerPortName, ['a-1', '']),
  goodEdges(fields.hostPort, [65535, 0]),
  goodEdges(fields.fileMode, [0, 511]),
  goodEdges(fields.probePort, ['http', 65535]),
  goodEdges(fields.cpu, [
    ...['1e3', '1E3', '1Ei', '1.', '.', '1 ', '1k', '1n', '1u', '+.5m', '1e-10', '1e+3', '00001'],
    ...['999999999999999999999999', '1e1000000'],
  ]),
  goodEdges(fields.finalizer, ['a/b', 'kubernetes', 'orphan', 'foregroundDeletion', 'a.b/c']),
  goodEdges(fields.secretValue, ['YQ==\n', 'YQ\r\n==', 'YR==']),
  goodEdges(fields.renewTime, ['2026-01-01T00:00:00.000000-05:30']),
  goodEdges(fields.created, ['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00+24:00']),
  goodEdges(fields.customTime, [
    ...['2026-01-01t00:00:00z', '2026-01-01T00:00:00,5Z', '2026-01-01T00:00:00.123456789123Z'],
  ]),
  goodEdges(fields.customAddress, ['010.1.1.1']),
  goodEdges(fields.customUuid, [
    '123E4567-E89B-12D3-A456-426614174000',
    '123e4567e89b12d3a456426614174000',
  ]),
  goodEdges(fields.customLink, ['http://a', 'http://', '//a', 'mailto:a']),
  goodEdges(fields.customWait, [
    ...['1h', '1d', '-1h', '1.5h', '1 h', '1us', '1µs', 'P1D', '0', '1 day', '1w', '+1h'],
    ...['1h 30m', '1 hours'],
  ]),
  goodEdges(fields.customAmount, [-5, '5']),
  goodEdges(fields.customPort, [-1, 4294967296, '', '-1']),
  goodEdges(fields.customTemplate, [
    { apiVersion: 'v1', kind: 'A', metadata: { name: 'A B' } },
    { apiVersion: 'v1', kind: 'A', metadata: null },
    { apiVersion: 'v1', kind: 'A', metadata: { finalizers: ['a'] } },
  ]),
].flat();
