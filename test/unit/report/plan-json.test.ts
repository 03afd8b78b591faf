import { expect, test } from 'vitest';
import { planJson } from '../../../src/report/plan-json.ts';
import {
  CHECKSUM,
  liveObject,
  managedObject,
  OLD_CHECKSUM,
  pruneOf,
  release,
  TYPES,
} from '../../support/builders.ts';
import { everything, field, plan, update } from './plan-view.ts';

const address = { server: 'https://test:6443', context: 'test', namespace: null };

const print = (some: typeof everything) => planJson(some, release([]), address);

const read = (some: typeof everything): unknown => JSON.parse(print(some));

test('is the same document for programs as ever', () => {
  expect(read(everything)).toEqual({
    apiVersion: 'kubernixos/v1',
    kind: 'Plan',
    release: CHECKSUM,
    deployment: 'default',
    cluster: { server: 'https://test:6443', context: 'test' },
    covers: ['apply', 'prune'],
    summary: { create: 2, update: 1, prune: 1, failed: 1, keep: 1, unchanged: 1 },
    changes: [
      {
        ...{ op: 'create', group: '', kind: 'Namespace', namespace: null, name: 'shop' },
        ...{ option: 'kubernixos.manifests.shop', note: null },
      },
      { ...change('failed', 'bad'), message: 'is invalid' },
      { ...change('create', 'fresh'), note: 'its Namespace is created first' },
      {
        ...live('keep', 'precious'),
        reason: {
          type: 'retained',
          message: 'retained by its annotation kubernixos/prune: disabled',
        },
      },
      change('unchanged', 'same'),
      { ...live('prune', 'surplus'), appliedBy: OLD_CHECKSUM, legacy: false, cascade: [] },
      {
        ...change('update', 'web'),
        note: null,
        fields: [{ path: 'data.key', type: 'replace', from: 'old', to: 'new', masked: false }],
        taken: [{ manager: 'hpa', paths: ['data.key'] }],
      },
    ],
    gaps: [],
    guard: null,
  });
});

test('leaves out what is not there, and what is secret, but not null', () => {
  const fields = [
    field({ type: 'add', from: null, to: null }),
    field({ type: 'remove', from: 1, to: null }),
    field({ masked: true, from: null, to: null }),
  ];
  expect(read(plan({ applies: [update({ fields })] }))).toMatchObject({
    changes: [
      {
        fields: [
          { path: 'data.key', type: 'add', to: null, masked: false },
          { path: 'data.key', type: 'remove', from: 1, masked: false },
          { path: 'data.key', type: 'replace', masked: true },
        ],
      },
    ],
  });
});

test('counts what goes along with a Namespace', () => {
  const object = managedObject({ type: TYPES.Namespace, name: 'old' });
  const inside = [liveObject(), liveObject({ type: TYPES.Deployment }), liveObject({ name: 'x' })];
  const some = plan({ prunes: [pruneOf(object)], cascades: new Map([[object, inside]]) });
  expect(read(some)).toMatchObject({
    changes: [
      {
        cascade: [
          { group: '', kind: 'ConfigMap', count: 2 },
          { group: 'apps', kind: 'Deployment', count: 1 },
        ],
      },
    ],
  });
});

test('prints integers of 64 bits as they are', () => {
  const fields = [field({ from: 9007199254740993n, to: -9223372036854775808n })];
  const text = print(plan({ applies: [update({ fields })] }));
  expect(text).toContain('"from": 9007199254740993,');
  expect(text).toContain('"to": -9223372036854775808,');
});

function live(op: string, name: string) {
  return { op, group: '', kind: 'ConfigMap', namespace: 'shop', name };
}

function change(op: string, name: string) {
  return { ...live(op, name), option: `kubernixos.manifests.${name}` };
}
