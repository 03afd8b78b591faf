import { expect, test } from 'vitest';
import { deletionLines, showCluster } from '../../../src/report/question.ts';
import { styleFor } from '../../../src/report/style.ts';
import {
  liveObject,
  manage,
  managedObject,
  type ObjectFields,
  pruneOf,
  TYPES,
} from '../../support/builders.ts';

const plain = styleFor(false);

const prune = (fields: ObjectFields) => pruneOf(managedObject(fields));

test('lists one deletion with its reason, and needs no sum for it', () => {
  const prunes = [prune({})];
  expect(deletionLines({ prunes, cascades: new Map() }, plain)).toEqual([
    '  ConfigMap shop/web  not in the manifests (release 000000000000)',
  ]);
});

test('groups deletions by namespace, marks the grave ones, and says what goes along', () => {
  const inside = liveObject({ name: 'inside', namespace: 'old' });
  const others = [
    liveObject({ name: 'secret', namespace: 'old', type: TYPES.Secret }),
    liveObject({ name: 'theirs', namespace: 'old' }),
  ];
  const old = prune({ type: TYPES.Namespace, name: 'old' });
  const prunes = [
    old,
    pruneOf(manage(inside)),
    prune({ name: 'a' }),
    { ...prune({ name: 'a-longer-name', type: TYPES.Deployment }), legacy: true },
  ];
  const cascades = new Map([[old.object, [inside, ...others]]]);
  expect(deletionLines({ prunes, cascades }, plain)).toEqual([
    'cluster-wide: 1 object',
    '! Namespace old                       not in the manifests (release 000000000000)',
    '      with 3 objects in it: 2 ConfigMap, 1 Secret (1 of them listed here)',
    'namespace old: 1 object',
    '  ConfigMap old/inside                not in the manifests (release 000000000000)',
    'namespace shop: 2 objects',
    '  ConfigMap shop/a                    not in the manifests (release 000000000000)',
    '  Deployment.apps shop/a-longer-name  not in the manifests (release 000000000000, applied by the original kubernixos)',
    '4 objects: 2 ConfigMap, 1 Deployment.apps, 1 Namespace, and with them 2 more',
  ]);
});

test('lists every object, however many', () => {
  const prunes = Array.from({ length: 3000 }, (_, index) => prune({ name: `n${String(index)}` }));
  const lines = deletionLines({ prunes, cascades: new Map() }, plain);
  expect(lines).toHaveLength(3001);
  expect(lines.at(-1)).toBe('3000 objects: 3000 ConfigMap');
});

test('leaves nothing in a name that a terminal would obey', () => {
  const prunes = [prune({ name: 'a\u001b[2J\u202e\nb' })];
  const [line = ''] = deletionLines({ prunes, cascades: new Map() }, plain);
  expect(line).toContain('ConfigMap shop/a\\u001b[2J\\u202e\\nb  not');
});

test.each([
  [{ server: 'https://a', context: 'prod', namespace: null }, 'https://a (context prod)'],
  [{ server: 'https://a', context: null, namespace: null }, 'https://a'],
  [{ server: null, context: null, namespace: null }, 'the cluster'],
])('names the cluster of %j', (address, text) => {
  expect(showCluster(address)).toBe(text);
});
