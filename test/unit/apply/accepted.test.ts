import { expect, test } from 'vitest';
import { readAcceptance } from '../../../src/apply/accepted.ts';
import { target, TYPES } from '../../support/builders.ts';

test.each([
  ['core', TYPES.ConfigMap, 'configmap/web serverside-applied'],
  ['apps', TYPES.Deployment, 'deployment.apps/web configured'],
  ['a dry run', TYPES.Deployment, 'deployment.apps/web serverside-applied (server dry run)'],
  ['custom', TYPES.Widget, 'widget.example.com/web unchanged'],
  ['a name alone', TYPES.Widget, 'widget.example.com/web'],
])('finds an object of group %s', (_, type, line) => {
  const one = target({ type });
  expect(readAcceptance([one], `x/y created\n${line}\n`).get(one)).toBe('accepted');
});

test('takes an object without a line for rejected', () => {
  const one = target();
  expect(readAcceptance([one], 'configmap/web2 created\nsecret/web created\n').get(one)).toBe(
    'rejected',
  );
});

test.each([
  ['both', 2, 'accepted'],
  ['one of them', 1, 'unclear'],
  ['none', 0, 'rejected'],
])('of two objects of one name in two namespaces, with lines for %s', (_, lines, acceptance) => {
  const both = [target({ namespace: 'a' }), target({ namespace: 'b' })];
  const said = readAcceptance(both, 'configmap/web created\n'.repeat(lines));
  expect(both.map((one) => said.get(one))).toEqual([acceptance, acceptance]);
});
