import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leaseName } from '../../../src/model/lease.ts';

test.each([
  ['shop', 'kubernixos-shop'],
  ['default', 'kubernixos-default'],
  ['shop.eu-1', 'kubernixos-shop.eu-1'],
  ['Shop', 'kubernixos.shop-d00aae6b7fbf77a4'],
])('the Lease of deployment %s is %s', (deployment, name) => {
  expect(leaseName(deployment)).toBe(name);
});

/** What the option takes, with more of what makes names alike. */
const arbitraryDeployment = fc.oneof(
  fc.stringMatching(/^[^:/\s]+$/),
  fc.stringMatching(/^[-a-zA-Z0-9._]{1,80}$/),
  fc.stringMatching(/^[a-c]\.?[-a-c]*$/).map((text) => leaseName(text).slice('kubernixos.'.length)),
);

test('every name is one that the API server takes, and fits into a label', () => {
  fc.assert(
    fc.property(arbitraryDeployment, (deployment) => {
      const name = leaseName(deployment);
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
      expect(name.length).toBeLessThanOrEqual(63);
    }),
  );
});

test('no two deployments share a Lease', () => {
  fc.assert(
    fc.property(arbitraryDeployment, arbitraryDeployment, (one, other) => {
      expect(leaseName(one) === leaseName(other)).toBe(one === other);
    }),
    { numRuns: 2000 },
  );
});

test('not even one that is called like the Lease of another', () => {
  fc.assert(
    fc.property(arbitraryDeployment, (deployment) => {
      const name = leaseName(deployment);
      for (const alike of [name, name.slice('kubernixos.'.length), deployment.toUpperCase()])
        if (alike !== deployment) expect(leaseName(alike)).not.toBe(name);
    }),
  );
});
