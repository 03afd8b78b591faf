import { expect, test } from 'vitest';
import { formatFault } from '../../../src/schema/formats.ts';
import { readPattern } from '../../../src/schema/pattern.ts';
import { isQuantity } from '../../../src/schema/quantity.ts';
import { keyFault, labelFault } from '../../../src/model/name-syntax.ts';
import { nameFault } from '../../../src/schema/rules/names.ts';
import { scheduleFault } from '../../../src/schema/rules/schedule.ts';
import { SYNTAX } from '../../../src/schema/rules/syntax.ts';

const fits = (text: string, format: string) => formatFault(text, format, 'custom') === null;

test.each([
  ['1', true],
  ['1.5Gi', true],
  ['.5', true],
  ['5.', true],
  ['+5', true],
  ['1e3', true],
  ['1E', true],
  ['100m', true],
  ['', false],
  ['1GB', false],
  ['1K', false],
  ['1ki', false],
  ['1e', false],
  ['1 Gi', false],
])('whether %j is a quantity: %s', (text, is) => {
  expect(isQuantity(text)).toBe(is);
});

test.each([
  ['* * * * *', true],
  ['@daily', true],
  ['@every 1h', true],
  ['*/5 0-6/2 1,15 JAN MON-FRI', true],
  ['0 0 ? * *', true],
  ['60 * * * *', false],
  ['* * * *', false],
  ['* * * * * *', false],
  ['0 0 * * 7', false],
  ['5-1 * * * *', false],
  ['*/0 * * * *', false],
  ['@reboot', false],
  ['TZ=UTC * * * * *', false],
])('whether %j is a schedule: %s', (text, is) => {
  expect(scheduleFault(text) === null).toBe(is);
});

test.each([
  ['date', '2030-12-31', true],
  ['date', '2030-13-01', false],
  ['date', '2030-02-30', false],
  ['date-time', '2030-12-31t00:00:00z', true],
  ['date-time', '2030-12-31T00:00:00', false],
  ['duration', '1h30m', true],
  ['duration', '2 days', true],
  ['duration', '5x', false],
  ['ipv4', '1.2.3.04', true],
  ['ipv4', '1.2.3', false],
  ['ipv4', '::1', false],
  ['ipv6', '::1', true],
  ['ipv6', '1.2.3.4', false],
  ['cidr', '10.0.0.0/8', true],
  ['cidr', '10.0.0.0/33', false],
  ['cidr', '10.0.0.0', false],
  ['uri', 'https://example.com/x', true],
  ['uri', 'mailto:a', true],
  ['uri', '/x', true],
  ['uri', 'x', false],
  ['hostname', 'a.example.com', true],
  ['hostname', 'a_b', false],
  ['mac', '00:00:5e:00:53:01', true],
  ['mac', '00:00', false],
  ['uuid', '123e4567-e89b-12d3-a456-426614174000', true],
  ['uuid', 'x', false],
  ['byte', '', false],
  ['byte', 'YWI=', true],
  ['password', 'anything', true],
  ['unheard-of', 'x', true],
])('whether format %s takes %j: %s', (format, text, is) => {
  expect(fits(text, format)).toBe(is);
});

test.each([
  ['Service', 'web', true],
  ['Service', 'a.b', false],
  ['ConfigMap', 'a.b', true],
  ['ConfigMap', 'A', false],
  ['ConfigMap', 'a'.repeat(254), false],
  ['Role.rbac.authorization.k8s.io', 'system:Any', true],
  ['Role.rbac.authorization.k8s.io', 'a/b', false],
  ['CronJob.batch', 'a'.repeat(53), false],
  ['Job.batch', 'a'.repeat(64), false],
  ['PriorityClass.scheduling.k8s.io', 'system-mine', false],
])('whether a %s may be called %j: %s', (kind, name, is) => {
  expect(nameFault(name, kind) === null).toBe(is);
});

test.each([
  ['app', true],
  ['example.com/App_1', true],
  ['Example.com/a', false],
  ['a/b/c', false],
  ['', false],
  ['a b', false],
  ['a'.repeat(64), false],
  [`${'a'.repeat(250)}.com/x`, false],
])('whether %j is the key of a label: %s', (key, is) => {
  expect(keyFault(key) === null).toBe(is);
});

test.each([
  ['', true],
  ['v1.2_3', true],
  ['-a', false],
  ['a b', false],
  ['a'.repeat(64), false],
])('whether %j is the value of a label: %s', (value, is) => {
  expect(labelFault(value) === null).toBe(is);
});

test.each([
  ['portName', 'http', true],
  ['portName', '80', false],
  ['portName', 'a--b', false],
  ['configKey', 'a..b', true],
  ['configKey', '..a', false],
  ['timeZone', 'Europe/Berlin', true],
  ['timeZone', 'europe/berlin', false],
  ['timeZone', 'Nowhere/Land', false],
  ['host', '*.example.com', true],
  ['host', 'example.com:80', false],
] as const)('whether %s takes %j: %s', (name, text, is) => {
  expect(SYNTAX[name](text) === null).toBe(is);
});

test.each([
  ['(?i)^abc$', 'ABC', true],
  ['\\Aab\\z', 'ab', true],
  ['^[[:digit:]]+$', '12', true],
  ['^(?P<x>a)$', 'a', true],
  ['^[a-z\\-]+$', 'a-b', true],
  ['^.$', '\u{1F600}', true],
])("reads Go's expression %s", (source, text, matches) => {
  expect(readPattern(source).expression?.test(text)).toBe(matches);
});

test('does not check an expression that JavaScript cannot say', () => {
  expect(readPattern('(?U)a+').expression).toBeNull();
});
