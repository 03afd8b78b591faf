import { expect, test } from 'vitest';
import { classify, type Evidence } from '../../../src/apply/classify.ts';
import {
  CHECKSUM,
  liveObject,
  type ObjectFields,
  OLD_CHECKSUM,
  target,
} from '../../support/builders.ts';

const START = Date.parse('2026-06-01T12:00:00.900Z');
const run = { checksum: CHECKSUM, startedAt: START };

const before = liveObject({ generation: 1 });

function after(fields: ObjectFields = {}) {
  return liveObject({
    checksum: CHECKSUM,
    resourceVersion: '2',
    generation: 1,
    creationTimestamp: '2026-06-01T12:00:00Z',
    ...fields,
  });
}

function judge(evidence: Partial<Evidence>, facts = run) {
  const whole = { target: target(), acceptance: 'accepted', before, after: after() } as const;
  return classify({ ...whole, ...evidence }, facts);
}

test.each<[string, string, Partial<Evidence>]>([
  ['nothing but the label changed', 'unchanged', {}],
  ['nothing was written', 'unchanged', { before: after(), after: after() }],
  ['the specification changed', 'configured', { after: after({ generation: 2 }) }],
  ['another label changed', 'configured', { after: after({ labels: { a: 'b' } }) }],
  ['an annotation changed', 'configured', { after: after({ annotations: { a: 'b' } }) }],
  ['a finalizer came', 'configured', { after: after({ finalizers: ['a/b'] }) }],
  [
    'its kind counts no generation',
    'applied',
    { before: liveObject(), after: after({ generation: null }) },
  ],
  [
    'it came since the run began',
    'created',
    { before: null, after: after({ creationTimestamp: '2026-06-01T12:00:00Z' }) },
  ],
  [
    'it was there before, not managed',
    'configured',
    { before: null, after: after({ creationTimestamp: '2026-06-01T11:59:59Z' }) },
  ],
  ['it is a new object of the same name', 'created', { after: after({ uid: 'new' }) }],
  ['what became of it may not be seen', 'sent', { after: 'unknown' }],
  ['what became of it cannot be seen', 'failed', { after: { error: 'Unauthorized' } }],
  ['kubectl refused it', 'failed', { acceptance: 'rejected' }],
  [
    'kubectl may have refused it, and no one may look',
    'failed',
    { acceptance: 'unclear', after: 'unknown' },
  ],
  [
    'kubectl may have refused it, and it did not change',
    'failed',
    { acceptance: 'unclear', before: after() },
  ],
  ['kubectl may have refused it, but it carries the label', 'unchanged', { acceptance: 'unclear' }],
  ['it is not there', 'failed', { after: 'absent' }],
  ['it is being deleted', 'failed', { after: after({ terminating: true }) }],
])('where %s, says %s', (_, status, evidence) => {
  expect(judge(evidence).status).toBe(status);
});

test('takes a first sight for a creation where the server tells no time', () => {
  const facts = { checksum: CHECKSUM, startedAt: null };
  expect(
    classify({ target: target(), acceptance: 'accepted', before: null, after: after() }, facts)
      .status,
  ).toBe('created');
});

test.each([
  [OLD_CHECKSUM, `as release ${OLD_CHECKSUM}: another run`],
  [null, 'without the label kubernixos: an admission webhook'],
])('explains a live label %s', (checksum, message) => {
  const outcome = judge({ after: after({ checksum }) });
  expect([outcome.status, outcome.message]).toEqual(['failed', expect.stringContaining(message)]);
});

test('names the finalizers of what does not go', () => {
  const stuck = after({ terminating: true, finalizers: ['a/b', 'c/d'] });
  expect(judge({ after: stuck }).message).toContain('a/b, c/d');
});
