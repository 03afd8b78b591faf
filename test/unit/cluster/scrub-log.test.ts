import { expect, test } from 'vitest';
import { scrubLog, scrubSecrets } from '../../../src/cluster/scrub-log.ts';

const secret = 'p"a$s\\s ö';

test.each([
  ['as it is', secret],
  ['in quotes', JSON.stringify(secret)],
  ['in quotes within quotes', JSON.stringify(JSON.stringify(secret))],
  ['in a URL', encodeURIComponent(secret)],
  ['for HTTP', Buffer.from(secret).toString('base64')],
  ['for PowerShell', Buffer.from(secret, 'utf16le').toString('base64')],
])('no secret is left: %s', (_how, written) => {
  const clean = scrubSecrets(`before ${written} after`, ['other', secret]);
  expect(clean).not.toContain(written.replaceAll('"', ''));
  expect(clean).toMatch(/^before "?\\?"?\(secret\)\\?"?"? after$/);
});

test('a secret within another leaves nothing of that one', () => {
  expect(scrubSecrets('secret-long', ['secret', 'secret-long'])).toBe('(secret)');
});

test('an empty secret is none', () => {
  expect(scrubSecrets('text', [''])).toBe('text');
});

test('the configuration is left out, and every other record stays', () => {
  const log = [
    'time="x" level=debug msg="final configuration:"',
    String.raw`time="x" level=debug msg="apiVersion: k0sctl.k0sproject.io/v1beta1\nspec:\n  password: x"`,
    'time="x" level=info msg="==> Running phase: Connect to hosts"',
  ];
  const [first, second = '', third] = scrubLog(log.join('\n'), []).split('\n');
  expect([first, third]).toEqual([log[0], log[2]]);
  expect(second).toMatch(/^time="x" level=debug msg="\(the configuration is left out/);
  expect(second).not.toContain('password');
});
