import { expect, test } from 'vitest';
import { kubectlLine } from '../../../src/report/kubectl-line.ts';

test.each([
  'Warning: v1 Endpoints is deprecated in v1.33+',
  'error: Apply failed with 1 conflict: conflict with "x": .data.a',
  'Error from server (Forbidden): no',
  'The ConfigMap "web" is invalid: ',
  '* metadata.name: Required value',
  'Unable to connect to the server: net/http: TLS handshake timeout',
  'I1120 15:55:59.655881   12345 round_trippers.go:560] GET https://test:6443',
  'applying patch: (not shown: it may hold secrets)',
  'for: "STDIN": no',
  '',
])('leaves %j where it begins', (line) => {
  expect(kubectlLine(line)).toBe(line);
});

test.each([
  'prune: 0 pruned',
  'warning: all is well',
  'Delete 0 objects? (yes/no): ',
  'Please review',
])('indents %j, which kubectl does not begin a message with', (line) => {
  expect(kubectlLine(line)).toBe(`  ${line}`);
});
