import { expect, test } from 'vitest';
import { isSettled } from '../../../src/apply/settled.ts';
import { OWNER_ANNOTATION } from '../../../src/model/release.ts';
import { liveObject, type ObjectFields, target, TYPES } from '../../support/builders.ts';

const type = TYPES.Namespace;
const name = 'shop';
const labels = { team: 'a' };

function live(fields: ObjectFields = {}) {
  const served = { ...labels, 'kubernetes.io/metadata.name': name };
  return liveObject({ type, name, labels: served, ...fields });
}

test('a Namespace is settled that is there as its manifest says, of an earlier release', () => {
  expect(isSettled(target({ type, name, labels }), live())).toBe(true);
});

test.each([
  ['is not there', {}, null],
  ['is being deleted', {}, live({ terminating: true })],
  ['gains a label', { labels: { ...labels, more: 'b' } }, live()],
  ['loses a label', { labels: {} }, live()],
  ['changes a label', { labels: { team: 'b' } }, live()],
  ['has an annotation more', {}, live({ annotations: { 'linkerd.io/inject': 'enabled' } })],
  ['is of another deployment', { deployment: 'other' }, live()],
  ['has a specification', { body: { spec: { finalizers: [] } } }, live()],
])('a Namespace is not settled that %s', (_, fields, before) => {
  expect(isSettled(target({ type, name, labels, ...fields }), before)).toBe(false);
});

test('a Namespace is not settled whose manifest sets other metadata', () => {
  const metadata = {
    ...{ name, labels, finalizers: ['example.com/wait'] },
    annotations: { [OWNER_ANNOTATION]: `default:/Namespace//${name}` },
  };
  expect(isSettled(target({ type, name, labels, body: { metadata } }), live())).toBe(false);
});

test.each([TYPES.ConfigMap, TYPES.CustomResourceDefinition])(
  'a $kind is never settled',
  (other) => {
    const fields = { type: other, name, labels };
    expect(isSettled(target(fields), liveObject(fields))).toBe(false);
  },
);
