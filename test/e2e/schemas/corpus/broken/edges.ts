import * as fields from '../edge-fields.ts';
import { brokenEdges, edgesOfServer } from '../edges.ts';
import { unnamed } from '../entries.ts';

const letters = (length: number) => 'a'.repeat(length);

/** Values that are almost good. */
export const edges = [
  brokenEdges(fields.schedule, 'format', [
    ...['@reboot', '60 * * * *', '0 24 * * *', '5-1 * * * *', '0 3 * * 7', '*/0 * * * *'],
    ...['L * * * *', '0 3 * * 0-7', '@DAILY', '* * * * * *', 'TZ=UTC 0 0 * * *'],
  ]),
  brokenEdges(fields.timeZone, 'format', ['Local', 'GMT+5', '', ' UTC', '../etc']),
  brokenEdges(fields.cidr, 'format', ['10.0.0.0/33', '10.0.0/8', '10.0.0.0/-1']),
  brokenEdges(fields.policyPort, 'rule', [0, 65536, '80', 'HTTP', '-a', '']),
  brokenEdges(fields.targetPort, 'rule', ['0', '80', '-a', 'a--b', 'HTTP', 'a_b']),
  brokenEdges(fields.portName, 'name', ['a.b', 'a-']),
  brokenEdges(fields.host, 'rule', ['*', 'a.*.b', 'A.example.com', 'a_b.com', '*.*.com', 'a..b']),
  brokenEdges(fields.surge, 'rule', ['1', '1.5%', '-1%', '%', '25 %', -1, '100%%']),
  brokenEdges(fields.minAvailable, 'rule', [-1, '1', '50 %']),
  brokenEdges(fields.user, 'number', [2147483648, 4294967295]),
  brokenEdges(fields.variable, 'name', ['ä', 'A=B']),
  brokenEdges(fields.containerName, 'name', [letters(64), '-a', 'a.b', 'a_b', 'A']),
  brokenEdges(fields.volumeName, 'name', ['a.b', 'a_b', 'A', letters(64)]),
  brokenEdges(fields.containerPortName, 'name', ['1', 'a--b', 'A']),
  brokenEdges(fields.hostPort, 'number', [65536, -1]),
  brokenEdges(fields.fileMode, 'number', [512, -1]),
  brokenEdges(fields.probePort, 'rule', [0, 65536, 'HTTP', '80', '']),
  brokenEdges(fields.cpu, 'quantity', ['1e', '1K', '١', '--1', '1mi', '1e3Ki'], unnamed),
  brokenEdges(fields.finalizer, 'name', ['a', 'A/b', 'a/b/c', ''], 'metadata.finalizers'),
  brokenEdges(fields.secretValue, 'format', ['YQ', 'YQ=', 'Y Q = =', 'YQ==YQ==', '-_=='], unnamed),
  brokenEdges(
    fields.renewTime,
    'format',
    [
      ...['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.000000000Z'],
      ...['2026-01-01t00:00:00.000000Z', '2026-02-30T00:00:00.000000Z', ''],
      ...['2026-01-01 00:00:00.000000Z', '2026-01-01T24:00:00.000000Z'],
    ],
    unnamed,
  ),
  brokenEdges(fields.created, 'format', ['', '2026-01-01T00:00:00.Z'], unnamed),
  brokenEdges(fields.customTime, 'format', [
    ...['2026-01-01', '2026-01-01T00:00:00', '2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', ''],
    ...['2026-01-01 00:00:00Z', '2026-01-01T00:00:00+0100', '2026-01-01T00:00:60Z'],
  ]),
  brokenEdges(fields.customDay, 'format', ['2026-02-30', '2026-1-1', '', '20260101']),
  brokenEdges(fields.customAddress, 'format', ['::1', '', '1.2.3']),
  brokenEdges(fields.customBytes, 'format', ['', 'YQ', 'YQ=', 'YQ==\n', '-_==']),
  brokenEdges(fields.customUuid, 'format', ['', '{123e4567-e89b-12d3-a456-426614174000}']),
  brokenEdges(fields.customLink, 'format', ['a', 'a b', '', 'http://a b', '#a', '%zz']),
  brokenEdges(fields.customWait, 'format', ['1', '']),
  brokenEdges(fields.customAmount, 'pattern', ['', 'a']),
  edgesOfServer(fields.cidr, 'addresses', ['10.0.0.1/8', '010.0.0.0/8', '::ffff:10.0.0.0/104']),
  edgesOfServer(fields.externalAddress, 'addresses', [
    ...['127.0.0.1', '0.0.0.0', '010.0.0.1', '::ffff:1.2.3.4', '224.0.0.1', 'fe80::1'],
  ]),
  edgesOfServer(fields.urlPath, 'values', ['/a//b', '/a/./b', '/a/../b', '/%2f', '']),
  edgesOfServer(fields.host, 'addresses', ['1.2.3.4']),
].flat();
