import { expect, test } from 'vitest';
import { deletionLines, deletionQuestion, showCluster } from '../../../src/report/question.ts';
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
    '  ConfigMap shop/web  no longer in the manifests (applied by release 000000000000)',
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
    '! Namespace old                       no longer in the manifests (applied by release 000000000000)',
    '      with 3 objects in it: 2 ConfigMap, 1 Secret (1 of them listed here)',
    'namespace old: 1 object',
    '  ConfigMap old/inside                no longer in the manifests (applied by release 000000000000)',
    'namespace shop: 2 objects',
    '  ConfigMap shop/a                    no longer in the manifests (applied by release 000000000000)',
    '  Deployment.apps shop/a-longer-name  no longer in the manifests (applied by the original kubernixos, release 000000000000)',
    '! can take other objects, or data, along',
    '4 objects in 2 namespaces: 1 Namespace, 2 ConfigMap, 1 Deployment.apps, and with them 2 more: 1 ConfigMap, 1 Secret',
    '1 of them applied by the original kubernixos',
  ]);
});

test('marks every kind that can take something along, and says so for one object too', () => {
  const types = [TYPES.Namespace, TYPES.CustomResourceDefinition, TYPES.Secret, TYPES.Service];
  const first = types.map((type) => {
    const [line = ''] = deletionLines({ prunes: [prune({ type })], cascades: new Map() }, plain);
    return line.slice(0, 4);
  });
  expect(first).toEqual(['! Na', '! Cu', '! Se', '  Se']);
  const prunes = [prune({ type: TYPES.Secret })];
  expect(deletionLines({ prunes, cascades: new Map() }, plain).at(-1)).toBe(
    '! can take other objects, or data, along',
  );
});

test('colours what must stand out, and nothing that a terminal would count as a name', () => {
  const prunes = [prune({ type: TYPES.Secret }), prune({})];
  const lines = deletionLines({ prunes, cascades: new Map() }, styleFor(true));
  expect(lines[0]).toContain('\u001b[31m! Secret shop/web');
  expect(lines[1]).toMatch(/^ {2}ConfigMap/);
});

test('an object that two containers hold is counted once', () => {
  const widget = liveObject({ type: TYPES.Widget, checksum: null });
  const containers = [
    prune({ type: TYPES.CustomResourceDefinition, name: 'widgets.example.com' }),
    prune({ type: TYPES.Namespace, name: 'shop' }),
  ];
  const cascades = new Map(containers.map(({ object }) => [object, [widget]]));
  expect(deletionLines({ prunes: containers, cascades }, plain).at(-1)).toBe(
    '2 objects: 1 CustomResourceDefinition.apiextensions.k8s.io, 1 Namespace, and with them 1 more: 1 Widget.example.com',
  );
});

test.each<[string, readonly ObjectFields[], string]>([
  ['one object', [{}], 'Delete 1 object from https://test:6443 (context test)?'],
  ['two', [{}, { name: 'a' }], 'Delete 2 objects from https://test:6443 (context test)?'],
])('asks about %s by number and place', (_, fields, question) => {
  const address = { server: 'https://test:6443', context: 'test', namespace: null };
  expect(deletionQuestion({ prunes: fields.map(prune), cascades: new Map() }, address)).toBe(
    question,
  );
});

test('asks also about what is not listed and goes along', () => {
  const old = prune({ type: TYPES.Namespace, name: 'old' });
  const inside = prune({ namespace: 'old' });
  const theirs = liveObject({ namespace: 'old', name: 'theirs', checksum: null });
  const cascades = new Map([[old.object, [inside.object, theirs]]]);
  const address = { server: 'https://a', context: null, namespace: null };
  expect(deletionQuestion({ prunes: [old, inside], cascades }, address)).toBe(
    'Delete 2 objects, and 1 more with them, from https://a?',
  );
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
  expect(line).toContain('ConfigMap shop/"a\\u001b[2J\\u202e\\nb"  no longer');
});

test.each([
  [{ server: 'https://a', context: 'prod', namespace: null }, 'https://a (context prod)'],
  [{ server: 'https://a', context: null, namespace: null }, 'https://a'],
  [{ server: null, context: null, namespace: null }, 'the cluster'],
])('names the cluster of %j', (address, text) => {
  expect(showCluster(address)).toBe(text);
});
