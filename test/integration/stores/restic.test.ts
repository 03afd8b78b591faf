import { describe } from 'vitest';
import { testStore } from './contract.ts';
import type { StoreKind } from '../../support/stores/store-bench.ts';

const KIND: StoreKind = {
  rules: (path) => ({
    type: 'restic',
    repository: path,
    password: { type: 'variable', name: 'STORE_PASSWORD' },
    variables: [],
  }),
  variables: { STORE_PASSWORD: 'correct horse battery staple' },
  isMadeOnce: false,
};

describe('a repository of restic', () => {
  testStore(KIND);
});
