import { expect, test } from 'vitest';
import { applyArguments } from '../../../src/apply/apply-arguments.ts';
import { kubectlArguments } from '../../support/builders.ts';

const FIRST = ['apply', '--filename=-', '--request-timeout=60s'];
const OURS = ['--server-side', '--force-conflicts', '--field-manager=kubernixos'];

test.each([
  ['server-side', {}, OURS],
  ['server-side in a server dry run', { dryRun: 'server' as const }, OURS],
  ['client-side in a client dry run', { dryRun: 'client' as const }, []],
  ['client-side where the user wants it', { serverSide: false }, []],
])('applies %s', (_, more, expected) => {
  expect(applyArguments(kubectlArguments(more))).toEqual([...FIRST, ...expected]);
});

test('puts the user’s arguments last, untouched, so that they win', () => {
  const apply = ['-v=6', '--field-manager=ci', '-n', 'shop'];
  expect(applyArguments(kubectlArguments({ apply })).slice(-4)).toEqual(apply);
});
