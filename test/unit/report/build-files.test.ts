import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyText, type ObjectKey } from '../../../src/model/object-key.ts';
import { BUILD_INDEX, buildFiles } from '../../../src/report/build-files.ts';
import { manifest, release, TYPES } from '../../support/builders.ts';

function names(keys: readonly ObjectKey[]): readonly string[] {
  const manifests = keys.map(({ group, kind, namespace, name }) =>
    manifest({ type: { ...TYPES.Widget, group, kind }, namespace, name }),
  );
  return [...buildFiles(release(manifests)).keys()];
}

test('gives every manifest a file, and all of them one more', () => {
  const files = buildFiles(
    release([manifest(), manifest({ type: TYPES.Deployment, namespace: 'shop' })]),
  );
  expect([...files.keys()]).toEqual([
    BUILD_INDEX,
    '_+config+map__web.json',
    'apps_+deployment_shop_web.json',
  ]);
  expect(files.get('_+config+map__web.json')).toContain('\n\t"kind": "ConfigMap"');
});

const part = fc.string({
  unit: fc.constantFrom('a', 'A', '_', '+', ':', '.', 'é', '😀'),
  minLength: 1,
  maxLength: 4,
});

test('never gives two manifests one file, also where case is folded', () => {
  const key = fc.record({
    group: fc.constantFrom('', 'apps', 'example.com'),
    kind: fc.constantFrom('Widget', 'WIdget', 'Widget_a'),
    namespace: fc.constantFrom('', 'a', 'a_a'),
    name: part,
  });
  fc.assert(
    fc.property(fc.uniqueArray(key, { selector: keyText, maxLength: 10 }), (keys) => {
      const folded = names(keys).map((name) => name.toLowerCase());
      expect(new Set(folded).size).toBe(keys.length + 1);
    }),
  );
});

test('keeps to characters that every file system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }), (name) => {
      const [, file] = names([{ group: '', kind: 'ClusterRole', namespace: '', name }]);
      expect(file).toMatch(/^[a-z0-9.%+_-]+$/);
    }),
  );
});

test('gives names of any length a file that can be written', () => {
  const long = ['a', 'b'].map((end) => `${'x'.repeat(252)}${end}`);
  const files = names(long.map((name) => ({ group: 'g', kind: 'K', namespace: 'n', name })));
  expect(new Set(files).size).toBe(3);
  expect(Math.max(...files.map((name) => name.length))).toBeLessThanOrEqual(255);
});
