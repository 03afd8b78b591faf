import { expect, test } from 'vitest';
import { readNixMessages } from '../../../src/adapters/nix-messages.ts';

const NOWHERE = { position: null, trace: [] };

function line(entry: object): string {
  return `@nix ${JSON.stringify(entry)}\n`;
}

const NULL_POSITION = { file: null, line: null, column: null };

test('reads an error of Nix 2.8, without its colours', () => {
  const stderr = line({
    action: 'msg',
    column: 7,
    file: '/fleet/web.nix',
    level: 0,
    line: 3,
    msg: '\u001b[31;1merror:\u001b[0m attribute \u001b[35;1mfoo\u001b[0m missing\n\n       at /fleet/web.nix:3:7:',
    raw_msg: "attribute '\u001b[35;1mfoo\u001b[0m' missing",
  });
  expect(readNixMessages(stderr)).toEqual([
    {
      level: 'error',
      text: "attribute 'foo' missing",
      position: { file: '/fleet/web.nix', line: 3, column: 7 },
      trace: [],
    },
  ]);
});

test('reads the trace, in order from the inside', () => {
  const stderr = line({
    action: 'msg',
    level: 0,
    ...NULL_POSITION,
    msg: 'error: …',
    raw_msg: 'bad',
    trace: [
      { column: 1, file: '/fleet/a.nix', line: 2, raw_msg: 'while calling \u001b[35;1mf\u001b[0m' },
      { raw_msg: "while evaluating the option `kubernixos':" },
      { ...NULL_POSITION, raw_msg: 'from call site' },
    ],
  });
  expect(readNixMessages(stderr)).toMatchObject([
    {
      trace: [
        'while calling f (/fleet/a.nix:2)',
        "while evaluating the option `kubernixos':",
        'from call site',
      ],
    },
  ]);
});

test.each([
  [
    'a warning of Nix 2.8',
    { level: 0, msg: "warning: the group 'x' does not exist" },
    'warning',
    "the group 'x' does not exist",
  ],
  [
    'a warning of newer Nix',
    { level: 1, msg: '\u001b[35;1mwarning:\u001b[0m old' },
    'warning',
    'old',
  ],
  ['builtins.trace', { level: 0, msg: 'trace: here' }, 'info', 'here'],
  [
    'lib.warn of older nixpkgs',
    { level: 0, msg: 'trace: \u001b[1;31mwarning: old\u001b[0m' },
    'warning',
    'old',
  ],
  [
    'lib.warn of newer nixpkgs',
    { level: 0, msg: 'trace: evaluation warning: old' },
    'warning',
    'old',
  ],
  [
    'builtins.warn',
    { level: 1, ...NULL_POSITION, msg: 'evaluation warning: old', raw_msg: 'old' },
    'warning',
    'old',
  ],
  ['an error without structure', { level: 0, msg: 'error: bad' }, 'error', 'bad'],
  [
    'advice',
    { level: 0, msg: "Try 'nix-instantiate --help'" },
    'info',
    "Try 'nix-instantiate --help'",
  ],
  [
    'a trace of several lines',
    { level: 0, msg: 'trace: {\n  a = 1;\n}' },
    'info',
    '{\n  a = 1;\n}',
  ],
] as const)('reads %s', (_, entry, level, text) => {
  expect(readNixMessages(line({ action: 'msg', ...entry }))).toEqual([{ level, text, ...NOWHERE }]);
});

test('passes over progress', () => {
  const stderr =
    line({ action: 'start', id: 1, level: 4, type: 102, text: 'evaluating derivation' }) +
    line({ action: 'result', id: 1, type: 105, fields: [0, 0] }) +
    line({ action: 'stop', id: 1 });
  expect(readNixMessages(stderr)).toEqual([]);
});

test('takes other lines for plain text, between the structured ones', () => {
  const stderr = `${line({ action: 'msg', level: 1, msg: 'warning: one' })}@nix no JSON\nerror: stack overflow (possible infinite recursion)\n`;
  expect(readNixMessages(stderr).map(({ level, text }) => [level, text])).toEqual([
    ['warning', 'one'],
    ['info', '@nix no JSON'],
    ['error', 'stack overflow (possible infinite recursion)'],
  ]);
});

test('reads the plain errors of a Nix that cannot structure them', () => {
  const stderr = [
    "\u001b[35;1mwarning:\u001b[0m unknown setting 'x'",
    '\u001b[31;1merror:\u001b[0m syntax error, unexpected $end',
    '',
    '       \u001b[34;1mat \u001b[35;1m/fleet/web.nix:4:1\u001b[0m:',
    '',
    '            3| {',
    '            4|',
    '             | \u001b[31;1m^\u001b[0m',
  ].join('\n');
  expect(readNixMessages(stderr)).toEqual([
    { level: 'warning', text: "unknown setting 'x'", ...NOWHERE },
    {
      level: 'error',
      text: 'syntax error, unexpected $end',
      position: { file: '/fleet/web.nix', line: 4, column: 1 },
      trace: [],
    },
  ]);
});

test('has nothing to say about silence', () => {
  expect(readNixMessages('')).toEqual([]);
});

test('reads any number of lines in a row that are plain text', () => {
  expect(readNixMessages('a\n'.repeat(200_000))).toHaveLength(200_000);
});
