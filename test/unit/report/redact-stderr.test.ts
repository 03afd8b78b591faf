import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { redactStderr, secretTexts } from '../../../src/report/redact-stderr.ts';
import { manifest, TYPES } from '../../support/builders.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What is shown of what kubectl says, for a release with one Secret. */
function shown(body: JsonObject, lines: readonly string[]): readonly string[] {
  const redact = redactStderr(secretTexts([manifest({ type: TYPES.Secret, body })]));
  return lines.map(redact).filter((line) => line !== null);
}

test('withholds a patch that failed, and shows what it was for', () => {
  const live = '{"data":{"password":"aHVudGVyMg=="}}';
  expect(
    shown({}, [
      'Error from server (Invalid): error when applying patch:',
      live,
      'to:',
      'Resource: "/v1, Resource=secrets", GroupVersionKind: "/v1, Kind=Secret"',
      'Name: "db", Namespace: "shop"',
      'for: "STDIN": error when patching "STDIN": Secret "db" is invalid: type: is immutable',
      'Warning: more',
    ]),
  ).toEqual([
    'Error from server (Invalid): error when applying patch: (not shown: it may hold secrets)',
    'for: "STDIN": error when patching "STDIN": Secret "db" is invalid: type: is immutable',
    'Warning: more',
  ]);
});

test('withholds the second of two patches, and one that never ends', () => {
  expect(shown({}, ['applying patch:', 'x', 'for: a', 'applying patch:{"y"', 'z'])).toEqual([
    'applying patch: (not shown: it may hold secrets)',
    'for: a',
    'applying patch: (not shown: it may hold secrets)',
  ]);
});

test.each<[string, JsonObject, string, string]>([
  ['data as it is', { data: { a: base64('hunter2') } }, `x ${base64('hunter2')} y`, 'x *** y'],
  ['decoded data', { data: { a: base64('hunter2') } }, 'x "hunter2" y', 'x "***" y'],
  ['stringData', { stringData: { a: 'hunter2' } }, 'x hunter2, hunter2', 'x ***, ***'],
  ['stringData as we send it', { stringData: { a: 'hunter2' } }, base64('hunter2'), '***'],
  ['a value in quotes', { stringData: { a: 'say "x"\n' } }, '"say \\"x\\"\\n"', '"***"'],
  ['a value as Go escapes it', { stringData: { a: 'a<b&c' } }, '"a\\u003cb\\u0026c"', '"***"'],
  ['a line of a value', { stringData: { a: 'first line\nsecond line' } }, 'second line', '***'],
  ['a value within another', { stringData: { a: 'pass', b: 'password' } }, 'password', '***'],
])('masks %s', (_, body, line, expected) => {
  expect(shown(body, [line])).toEqual([expected]);
});

test('leaves short values, and what is in no Secret', () => {
  expect(shown({ stringData: { a: 'on', b: '' } }, ['turned on'])).toEqual(['turned on']);
  expect(secretTexts([manifest({ body: { data: { a: 'public text' } } })])).toEqual([]);
});
