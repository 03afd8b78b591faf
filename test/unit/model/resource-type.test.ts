import { expect, test } from 'vitest';
import { resourcePath } from '../../../src/model/resource-type.ts';
import { TYPES } from '../../support/builders.ts';

test.each([
  ['a collection', '', undefined, '/apis/apps/v1/deployments'],
  ['a collection of one namespace', 'shop', undefined, '/apis/apps/v1/namespaces/shop/deployments'],
  ['an object', 'shop', 'web', '/apis/apps/v1/namespaces/shop/deployments/web'],
  [
    'any name',
    'shop',
    'a\n/../?b%#',
    '/apis/apps/v1/namespaces/shop/deployments/a%0A%2F..%2F%3Fb%25%23',
  ],
])('leads to %s', (_, namespace, name, path) => {
  expect(resourcePath(TYPES.Deployment, namespace, name)).toBe(path);
});

test.each(['', '.', '..', '\ud800'])('refuses the name %j, which would lead elsewhere', (name) => {
  expect(() => resourcePath(TYPES.Deployment, 'shop', name)).toThrow('no path leads to it');
});

test.each(['.', '..', '\udc00'])('refuses the namespace %j', (namespace) => {
  expect(() => resourcePath(TYPES.Deployment, namespace, 'web')).toThrow('no path leads to it');
});
