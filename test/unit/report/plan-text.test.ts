import { expect, test } from 'vitest';
import { planLines } from '../../../src/report/plan-text.ts';
import { styleFor } from '../../../src/report/style.ts';
import { target } from '../../support/builders.ts';
import { everything, field, plan, update } from './plan-view.ts';

const plain = styleFor(false);

test('groups objects by namespace, tells their fields, and closes with a summary', () => {
  expect(planLines(everything, plain)).toEqual([
    'Cluster-wide',
    '  + create  Namespace shop',
    '',
    'Namespace shop',
    '  + create  ConfigMap fresh  its Namespace is created first',
    '  ~ update  ConfigMap web',
    '      ~ data.key: "old" → "new"',
    '      ! takes data.key from field manager hpa',
    '  ! failed  ConfigMap bad  is invalid',
    '  - prune   ConfigMap surplus  no longer in the manifests (applied by release 000000000000)',
    '  = keep    ConfigMap precious  retained by its annotation kubernixos/prune: disabled',
    '',
    'plan: 2 to create, 1 to update, 1 to prune, 1 refused, 1 kept, 1 unchanged',
  ]);
});

test('says so where there is nothing to do', () => {
  expect(planLines(plan(), plain)).toEqual(['plan: nothing to do']);
  expect(planLines(plan({ applies: [{ op: 'unchanged', target: target() }] }), plain)).toEqual([
    'plan: nothing to do, 1 unchanged',
  ]);
});

test('marks operations and fields by colour where colours are wanted', () => {
  const [, line = ''] = planLines(
    plan({ applies: [update({ fields: [field()] })] }),
    styleFor(true),
  );
  expect(line).toBe('  \u001b[33m~ update \u001b[39m ConfigMap web');
});

test.each([
  [
    'an added value',
    field({ type: 'add', to: { a: [1, true, null] } }),
    '+ data.key: {"a":[1,true,null]}',
  ],
  [
    'a removed value',
    field({ type: 'remove', from: 2n ** 63n }),
    '- data.key: 9223372036854775808',
  ],
  [
    'another order',
    field({ type: 'reorder', from: [1, 2], to: [2, 1] }),
    '~ data.key: in another order: [1,2] → [2,1]',
  ],
  [
    'a masked value',
    field({ masked: true, from: null, to: null }),
    '~ data.key: (secret value, changed)',
  ],
  [
    'a new secret',
    field({ masked: true, type: 'add', from: null, to: null }),
    '+ data.key: (secret value, new)',
  ],
  [
    'a terminal escape',
    field({ path: 'data.\u001b[2J', from: '\u001b', to: '\u202e' }),
    '~ data.\\u001b[2J: "\\u001b" → "\\u202e"',
  ],
])('shows %s', (_, change, expected) => {
  const lines = planLines(plan({ applies: [update({ fields: [change] })] }), plain);
  expect(lines[2]).toBe(`      ${expected}`);
});

test('shows the lines that differ in a text of several lines', () => {
  const text = (second: string) => `one\n${second}\nthree\nfour\nfive\nsix\n`;
  const change = field({ from: text('two'), to: text('zwei') });
  const lines = planLines(plan({ applies: [update({ fields: [change] })] }), plain);
  expect(lines.slice(2, -2).map((line) => line.trimStart())).toEqual([
    '~ data.key:',
    '@@ line 1',
    'one',
    '-two',
    '+zwei',
    'three',
    'four',
  ]);
});

test('cuts what nobody can read', () => {
  const change = field({ from: 'a'.repeat(1_000_000), to: 'b'.repeat(1_000_000) });
  const lines = planLines(plan({ applies: [update({ fields: [change] })] }), plain);
  expect(lines.join('\n').length).toBeLessThan(1000);
  expect(lines[2]).toContain('… (999702 characters left out) …');
});
