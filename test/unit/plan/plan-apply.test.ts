import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { RELEASE_LABEL } from '../../../src/model/release.ts';
import { decideApply } from '../../../src/plan/plan-apply.ts';
import { CHECKSUM, OLD_CHECKSUM, target } from '../../support/builders.ts';
import { owner } from '../../support/managed-fields.ts';

const web = target();

function object(data: JsonObject, label: string | null, managers: readonly JsonObject[] = []) {
  const labels = label === null ? {} : { [RELEASE_LABEL]: label };
  return { metadata: { name: 'web', labels, managedFields: managers }, data };
}

function decide(live: JsonObject | null, result: JsonObject) {
  return decideApply(web, { type: 'accepted', live, result }, 'kubernixos');
}

const result = object({ a: '1' }, CHECKSUM);

describe('an object that the server accepts', () => {
  test('is created where there is none', () => {
    expect(decide(null, result)).toEqual({ op: 'create', target: web, note: null });
  });

  test('is unchanged where only the release differs', () => {
    expect(decide(object({ a: '1' }, OLD_CHECKSUM), result)).toEqual({
      op: 'unchanged',
      target: web,
    });
  });

  test('is updated where a field differs', () => {
    expect(decide(object({ a: '0' }, OLD_CHECKSUM), result)).toEqual({
      op: 'update',
      target: web,
      fields: [{ path: 'data.a', type: 'replace', from: '0', to: '1', masked: false }],
      taken: [],
      note: null,
    });
  });

  test('is updated with a word where it comes under management, even with no field', () => {
    expect(decide(object({ a: '1' }, null), result)).toEqual({
      op: 'update',
      target: web,
      fields: [],
      taken: [],
      note: 'it is there already, and not managed: it comes under management',
    });
  });

  test('tells what it takes from whom', () => {
    const live = object({ a: '0' }, OLD_CHECKSUM, [
      owner('x', 'Update', { 'f:data': { 'f:a': {} } }),
    ]);
    expect(decide(live, result)).toMatchObject({ taken: [{ manager: 'x', paths: ['data.a'] }] });
  });

  test('is updated with a word where only the manager of a field changes', () => {
    const live = object({ a: '1' }, OLD_CHECKSUM, [
      owner('x', 'Update', { 'f:data': { 'f:a': {} } }),
    ]);
    expect(decide(live, result)).toMatchObject({
      op: 'update',
      fields: [],
      taken: [{ manager: 'x', paths: ['data.a'] }],
      note: 'no value changes, only who manages it',
    });
  });
});

test('what waits for something else is created, with the reason', () => {
  const note = 'its Namespace comes first';
  expect(decideApply(web, { type: 'waits', note }, 'kubernixos')).toEqual({
    op: 'create',
    target: web,
    note,
  });
});

test('what the server would not rehearse is created or updated, with the reason', () => {
  const note = 'a webhook knows no dry run';
  expect(decideApply(web, { type: 'unknown', live: null, note }, 'kubernixos')).toEqual({
    op: 'create',
    target: web,
    note,
  });
  expect(decideApply(web, { type: 'unknown', live: result, note }, 'kubernixos')).toEqual({
    op: 'update',
    target: web,
    fields: [],
    taken: [],
    note,
  });
});

test('what the server refuses fails, with its words', () => {
  const message = 'spec.replicas: must be positive';
  expect(decideApply(web, { type: 'refused', message }, 'kubernixos')).toEqual({
    op: 'failed',
    target: web,
    message,
  });
});
