import { expect, test } from 'vitest';
import { complaint, failure, request } from './parse.ts';

const kubectl = (flags: readonly string[]) => request(['apply', 'prune', ...flags]).kubectl;

test.each([
  [[], 'none', true],
  [['--dry-run=none'], 'none', true],
  [['--dry-run=false'], 'none', true],
  [['--dry-run=0'], 'none', true],
  [['--dry-run'], 'client', true],
  [['--dry-run=client'], 'client', true],
  [['--dry-run=true'], 'client', true],
  [['--dry-run=1'], 'client', true],
  [['--dry-run=server'], 'server', true],
  [['--dry_run=server'], 'server', true],
  [['--dry-run=client', '--dry-run=none'], 'none', true],
  [['--dry-run=none', '--dry-run'], 'client', true],
  [['--server-side'], 'none', true],
  [['--server-side=false'], 'none', false],
  [['--server-side=F'], 'none', false],
  [['--server-side=false', '--server-side=T'], 'none', true],
  [['--server-side=false', '--dry-run=server'], 'server', false],
  [['--server-side=false', '--dry-run'], 'client', false],
  [['--server-side', '--server-side=0', '--dry-run=client'], 'client', false],
])('%j is dry run %s, server-side in a real run: %s', (flags, dryRun, serverSide) => {
  expect(kubectl(flags)).toMatchObject({ dryRun, serverSide, apply: flags });
});

test.each(['', 'f', 'F', 'False', 'FALSE', 't', 'T', 'True', 'TRUE', 'sever', 'unchanged', 'None'])(
  'refuses --dry-run=%s wherever it stands',
  (value) => {
    for (const flags of [
      [`--dry-run=${value}`],
      [`--dry-run=${value}`, '--dry-run=server'],
      ['--dry-run=server', `--dry-run=${value}`],
    ]) {
      expect(failure(['apply', ...flags]).message).toBe(`--dry-run=${value} is not known`);
    }
  },
);

test('holds without apply and prune', () => {
  expect(request(['dump', '--dry-run=server']).kubectl.dryRun).toBe('server');
});

test.each([
  [['--server-side', '--dry-run=client'], 'Write --dry-run=server, or leave out --server-side.'],
  [['--dry-run', '--server-side=true'], 'Write --dry-run=server'],
  [['--force'], 'Add --server-side=false'],
  [['--force', '--server-side=false', '--dry-run=server'], 'Write --dry-run=client.'],
  [['--force-conflicts', '--server-side=false'], 'Leave it out'],
  [['--force-conflicts', '--dry-run=client'], 'Leave it out'],
  [['--subresource=status', '--server-side=false'], 'needs server-side apply'],
])('refuses %j, as kubectl would', (flags, hint) => {
  expect(failure(['apply', ...flags]).code).toBe('conflicting-options');
  expect(complaint(['apply', ...flags])).toContain(hint);
});

test.each([
  [['--force', '--server-side=false']],
  [['--force=false']],
  [['--force-conflicts']],
  [['--force-conflicts=false', '--server-side=false']],
  [['--subresource=status']],
])('accepts %j', (flags) => {
  expect(kubectl(flags).apply).toEqual(flags);
});
