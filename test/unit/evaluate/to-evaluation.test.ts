import { expect, test } from 'vitest';
import { toEvaluation } from '../../../src/evaluate/to-evaluation.ts';

const REQUEST = {
  source: { type: 'hostgroup', file: '/x/prod.nix' },
  evaluator: null,
  showTrace: false,
} as const;

test('what variables say of an image stands in no list of arguments', () => {
  const image = {
    machine: 'node1',
    hostname: 'node7',
    sshKey: 'ssh-rsa AAAA',
    ignitionUrl: 'https://me:hunter2@x',
  };
  const { strings, expressions, variables } = toEvaluation({ ...REQUEST, image });
  expect(JSON.stringify({ strings, expressions })).not.toMatch(/node7|ssh-rsa|hunter2/);
  expect(Object.values(variables ?? {}).map((text) => JSON.parse(text) as unknown)).toEqual([
    image,
  ]);
});

test('Nix gets no variable without them', () => {
  expect(toEvaluation(REQUEST)).toEqual({
    strings: { hostgroup: '/x/prod.nix' },
    expressions: {},
    showTrace: false,
  });
});
