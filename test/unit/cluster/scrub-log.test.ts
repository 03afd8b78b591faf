import { expect, test } from 'vitest';
import { scrubLog, scrubSecrets } from '../../../src/cluster/scrub-log.ts';

const secret = 'p"a$s\\s ö';

test.each([
  ['as it is', secret],
  ['in quotes', JSON.stringify(secret)],
  ['in quotes within quotes', JSON.stringify(JSON.stringify(secret))],
  ['in a URL', encodeURIComponent(secret)],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in base64 for a URL', Buffer.from(`${secret}~~?`).toString('base64url')],
  ['for HTTP, after the user', Buffer.from(`Administrator:${secret}`).toString('base64')],
  ['in UTF-16', Buffer.from(secret, 'utf16le').toString('base64')],
  [
    'in a script for PowerShell',
    Buffer.from(`$x = ConvertTo-SecureString "${secret}" -Force`, 'utf16le').toString('base64'),
  ],
  [
    'in a quoted text for PowerShell',
    Buffer.from(JSON.stringify({ password: secret }), 'utf16le').toString('base64'),
  ],
])('no secret is left: %s', (_how, written) => {
  const clean = scrubSecrets(`before ${written} after`, ['other', secret]);
  expect(clean).not.toContain(written.replaceAll('"', ''));
  expect(clean).toMatch(/^before "?\\?"?\(secret\)\\?"?"?=* after$/);
});

test('nothing of an encoded secret is left where it stands right behind something else', () => {
  const encoded = Buffer.from(`admin:${secret}`).toString('base64');
  for (const before of ['', 'x', '/x', 'a/b', 'Basic='])
    expect(scrubSecrets(`${before}${encoded}`, [secret])).toMatch(/^(?:Basic=)?\(secret\)=*$/);
});

test('words that hold no secret stay, in base64 or not', () => {
  const text = `/var/lib/k0s ${Buffer.from('admin:other').toString('base64')} k0s-v1_33+x`;
  expect(scrubSecrets(text, [secret])).toBe(text);
});

test('a secret that is a word of the mark is marked once', () => {
  const encoded = Buffer.from('admin:secret').toString('base64');
  expect(scrubSecrets(`secret ${encoded} secret`, ['secret'])).toBe('(secret) (secret) (secret)');
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
