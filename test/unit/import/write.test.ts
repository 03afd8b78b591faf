import { expect, test } from 'vitest';
import { printModule } from '../../../src/import/write/print-module.ts';
import { printBinding } from '../../../src/import/write/print-value.ts';
import { nameManifests } from '../../../src/import/write/name-manifests.ts';
import type { ImportedManifest } from '../../../src/model/imported-manifest.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { keyOfObject } from '../../../src/model/object-key.ts';

function manifest(kind: string, name: string, more: JsonObject = {}): ImportedManifest {
  const { namespace = null, apiVersion = 'v1', ...fields } = more;
  const metadata = { ...(namespace === null ? {} : { namespace }), name };
  const object = { metadata, kind, apiVersion, ...fields };
  return { key: keyOfObject(object), object, place: 'here' };
}

const CODE: readonly (readonly [Json, string])[] = [
  [{}, 'x = { };'],
  [[], 'x = [ ];'],
  [{ a: { b: { c: 1 } } }, 'x.a.b.c = 1;'],
  [{ a: 1, b: {} }, 'x = {\n  a = 1;\n  b = { };\n};'],
  [['a'], 'x = [ "a" ];'],
  [['a', 'b'], 'x = [\n  "a"\n  "b"\n];'],
  [[{ a: { b: 1 } }], 'x = [ { a.b = 1; } ];'],
  [[{ a: 1, b: 2 }], 'x = [\n  {\n    a = 1;\n    b = 2;\n  }\n];'],
  [['a'.repeat(100)], `x = [\n  "${'a'.repeat(100)}"\n];`],
  [{ 'a.b/c': 1 }, 'x."a.b/c" = 1;'],
  [{ if: 1 }, 'x."if" = 1;'],
  ['a\n', 'x = "a\\n";'],
  ['a\nb\n', "x = ''\n  a\n  b\n'';"],
  ['a\n\nb', "x = ''\n  a\n\n  b'';"],
  ['${a} $b \\ "', 'x = "\\${a} $b \\\\ \\"";'],
  ["${a}\n''\n", "x = ''\n  ''${a}\n  '''\n'';"],
  ['\u001b[2J', 'x = "${builtins.fromJSON "\\"\\\\u001b\\""}[2J";'],
  [-1, 'x = -1;'],
  [[-1], 'x = [ (-1) ];'],
  [2n ** 63n - 1n, 'x = 9223372036854775807;'],
  [-(2n ** 63n), 'x = -9223372036854775807 - 1;'],
  [0.5, 'x = 0.5;'],
  [1e-7, 'x = 1.0e-7;'],
  [1e21, 'x = 1.0e21;'],
  [5e-324, 'x = builtins.fromJSON "5e-324";'],
];

test.each(CODE.map(([value, code]) => ({ value, code })))('$code', ({ value, code }) => {
  expect(printBinding(['x'], value, '')).toBe(`${code}\n`);
});

test('a single manifest is a path, and says first which object it is', () => {
  expect(printModule([manifest('ConfigMap', 'a', { namespace: 'b', data: { c: 'd' } })])).toBe(
    [
      '{',
      '  kubernixos.manifests.a-configmap = {',
      '    apiVersion = "v1";',
      '    kind = "ConfigMap";',
      '    metadata = {',
      '      name = "a";',
      '      namespace = "b";',
      '    };',
      '    data.c = "d";',
      '  };',
      '}',
      '',
    ].join('\n'),
  );
});

test('what would remove an element of a list is forced to stay data', () => {
  const rules = [{ $patch: 'delete', name: 'a' }];
  const module = printModule([manifest('Policy', 'a', { rules })]);
  expect(module).toMatch(/^\{ lib, \.\.\. \}:\n/);
  expect(module).toContain('"$patch" = lib.mkForce "delete";\n');
  expect(printModule([manifest('Policy', 'a', { $patch: 'delete' })])).toMatch(/^\{\n/);
});

test.each<[readonly ImportedManifest[], readonly string[]]>([
  [
    [manifest('Service', 'web'), manifest('Deployment', 'web')],
    ['web-service', 'web-deployment'],
  ],
  [
    [
      manifest('Service', 'web', { namespace: 'a' }),
      manifest('Service', 'web', { namespace: 'b' }),
      manifest('Service', 'other', { namespace: 'b' }),
    ],
    ['a-web-service', 'b-web-service', 'other-service'],
  ],
  [
    [
      manifest('Service', 'web', { namespace: 'a' }),
      manifest('Service', 'web', { namespace: 'a', apiVersion: 'serving.knative.dev/v1' }),
    ],
    ['Service/a/web', 'serving.knative.dev/Service/a/web'],
  ],
  [
    [
      manifest('Service', 'web', { namespace: 'a' }),
      manifest('Service', 'web', { namespace: 'b' }),
      manifest('Service', 'a-web', { namespace: 'c' }),
    ],
    ['Service/a/web', 'b-web-service', 'Service/c/a-web'],
  ],
])('names are short, and no two are the same', (manifests, names) => {
  expect(nameManifests(manifests).map(({ name }) => name)).toEqual(names);
});
