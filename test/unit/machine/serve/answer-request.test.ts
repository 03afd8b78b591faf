import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bearerOf } from '../../../../src/machine/bearer.ts';
import { answerRequest } from '../../../../src/machine/serve/answer-request.ts';
import { asset, machines, SECRET, served } from './served-machines.ts';

const ask = (target: string, authorization = '', method = 'GET') =>
  answerRequest({ method, target, authorization }, served);

describe('a machine', () => {
  test.each([
    '/ignition?mac=52:54:00:00:00:01',
    '/ignition?mac=52-54-00-00-00-01',
    '/ignition?mac=5254.0000.0001',
    '/ignition?mac=525400000001&uuid=&serial=',
    '/ignition?uuid=AAAAAAAA-0000-4000-8000-000000000001',
    '/ignition?mac=ff-ff-ff-ff-ff-ff&serial=S-1',
  ])('is known by what it is: %s', (target) => {
    expect(ask(target)).toMatchObject({
      status: 200,
      machine: 'node1',
      body: machines[0]?.ignitionText,
    });
  });

  test.each([
    '/ignition',
    '/ignition?mac=',
    '/ignition?mac=52:54:00:00:00:09',
    '/ignition?serial=',
    '/ignition?serial=s-1',
    '/ignition?mac=52:54:00:00:00:01&mac=52:54:00:00:00:02',
    '/ipxe?mac=52:54:00:00:00:01&serial=S-2',
    '/ignition?name=node1',
    '/ipxe?hostname=node1.example.com',
  ])('that is unknown, or two, gets nothing: %s', (target) => {
    expect(ask(target)).toMatchObject({ status: 404, body: 'no such machine\n', machine: null });
  });

  test('gets its script, and every machine the same first one', () => {
    expect(ask('/ipxe?serial=S-2')).toMatchObject({ status: 200, body: machines[1]?.ipxeScript });
    expect(ask('/boot.ipxe')).toMatchObject({
      status: 200,
      body: expect.stringContaining(
        'chain ipxe?mac=${netX/mac:hexhyp}&mac=${net0/mac:hexhyp}&uuid=${uuid',
      ) as string,
    });
  });

  test('gets it by the card that it starts from, whichever other one it has', () => {
    for (const macs of [
      'mac=52-54-00-00-00-01&mac=52-54-00-00-00-99',
      'mac=52-54-00-00-00-99&mac=52-54-00-00-00-01',
    ])
      expect(ask(`/ipxe?${macs}&uuid=&serial=`)).toMatchObject({ status: 200, machine: 'node1' });
  });

  test('that shows tokens gets its configuration with its own token alone', () => {
    const target = '/ignition?serial=S-2';
    expect(ask(target, `Bearer ${bearerOf(SECRET, 'node2')}`)).toMatchObject({ status: 200 });
    for (const wrong of ['', 'Bearer ', `Bearer ${SECRET}`, `Bearer ${bearerOf(SECRET, 'node1')}`])
      expect(ask(target, wrong)).toMatchObject({ status: 401, body: 'the token is missing\n' });
  });

  test('without a secret to make tokens of never gets what takes one', () => {
    const none = { machines, bearerSecret: null };
    const request = { method: 'GET', target: '/ignition?serial=S-2', authorization: 'Bearer null' };
    expect(answerRequest(request, none)).toMatchObject({ status: 401 });
  });
});

test.each([
  ['/assets/flatcar/4593.2.5/kernel', 'flatcar/4593.2.5/kernel'],
  ['/assets/a%20b.img?x=1', 'a b.img'],
])('%s is a file', (target, path) => {
  expect(ask(target)).toEqual(asset(path));
});

test.each([
  ...['/assets', '/assets/', '/assets//x', '/assets/.git/config', '/assets/a/.hidden'],
  ...['/assets/../prod.nix', '/assets/%2e%2e/prod.nix', '/assets/..%2fprod.nix', '/assets/a%00b'],
  ...['/assets/%5c..%5cx', '/assets/%', '/assets/%ff', '/assets/a%0ab', '/', '/favicon.ico'],
  ...['//assets/x', '/secrets', '/prod.nix', '/ignition/', '/IGNITION?serial=S-1'],
])('%s is nothing', (target) => {
  expect(ask(target)).toMatchObject({ type: 'text', status: 404 });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', ''])('%s is refused', (method) => {
  expect(ask('/ignition?serial=S-1', '', method)).toMatchObject({ status: 405 });
});

test('whatever is asked, nothing leads out of the directory, and no token is told', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '/',
    '%2e',
    '%2f',
    '%5c',
    '\\',
    'assets',
    'a',
    '?',
    '&',
    '#',
    '%00',
    '~',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const answer = ask(`/${parts.join('')}`);
      if (answer.type === 'asset')
        expect(answer.path.split('/').every((name) => /^[^.\\\0][^\\\0]*$/.test(name))).toBe(true);
      else expect(answer.body).not.toContain(bearerOf(SECRET, 'node2'));
    }),
    { numRuns: 2000 },
  );
});
