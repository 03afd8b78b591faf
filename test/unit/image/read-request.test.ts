import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readRequest } from '../../../image/read-request.ts';

const read = (values: Parameters<typeof readRequest>[0], machine = 'x64', epoch?: string) =>
  readRequest(values, machine, epoch);

test('an image is for this machine, without k0sctl and of no time, unless it is said', () => {
  expect(read({})).toMatchObject({
    architecture: { name: 'amd64' },
    out: resolve('kubernixos-amd64.tar'),
    k0sctl: null,
    epoch: 0,
  });
  expect(read({}, 'arm64')).toMatchObject({ architecture: { name: 'arm64' } });
});

test('an image can be for another machine', () => {
  const request = read(
    { arch: 'arm64', out: '/srv/x.tar', k0sctl: '/srv/k0sctl' },
    'x64',
    '1700000000',
  );
  expect(request).toMatchObject({
    architecture: { name: 'arm64', npm: 'arm64' },
    out: '/srv/x.tar',
    k0sctl: '/srv/k0sctl',
    epoch: 1_700_000_000,
  });
});

test.each([
  [
    'another architecture',
    { arch: 'riscv64' },
    'x64',
    undefined,
    'not for riscv64: give one by --arch',
  ],
  ['another machine', {}, 'ppc64', undefined, 'images for amd64 and arm64, not for ppc64'],
  ['a time in words', {}, 'x64', 'yesterday', 'SOURCE_DATE_EPOCH is "yesterday"'],
])('%s is refused', (_, values, machine, epoch, message) => {
  expect(() => read(values, machine, epoch)).toThrow(message);
});
