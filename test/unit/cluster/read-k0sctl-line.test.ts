import { expect, test } from 'vitest';
import { readK0sctlLine } from '../../../src/cluster/read-k0sctl-line.ts';

test.each([
  ['level=info msg="==> Running phase: Connect to hosts"', 'phase', 'Connect to hosts'],
  ['level=info msg="a: connected"', 'detail', 'a: connected'],
  ['level=info msg=connected', 'detail', 'connected'],
  [String.raw`level=warning msg="a: \"quoted\""`, 'warning', 'a: "quoted"'],
  [
    String.raw`level=fatal msg="apply failed:\n - a: refused"`,
    'error',
    'apply failed:\n - a: refused',
  ],
  ['time="1 Nov" level=error msg="no"', 'error', 'no'],
  [String.raw`level=info msg="\x1b[32mgreen\x1b[0m"`, 'detail', 'green'],
  ['level=info msg="text" host="a"', 'detail', 'text'],
])('%s', (line, type, text) => {
  expect(readK0sctlLine(line)).toEqual({ type, text });
});

test.each(['', '⠀⣿⣿', 'k0sctl (devel) Copyright 2026', 'level=info msg=""'])(
  'what is no record says nothing: %j',
  (line) => {
    expect(readK0sctlLine(line)).toBeNull();
  },
);
