import { describe, expect, test } from 'vitest';
import { fakeKubectl, makeScript } from '../../../support/machines/run-script.ts';

const GOOD =
  '<?xml version="1.0"?>\n<interface-response>\n<ErrCount>0</ErrCount>\n<Done>true</Done>';
const BAD =
  '<?xml version="1.0"?>\n<interface-response>\n<ErrCount>1</ErrCount>\n<errors><Err1>no</Err1></errors>';

const ip = `printf '2: %s    inet 10.0.0.5/24 brd 10.0.0.255 scope global dynamic %s\\n' "$5" "$5"; record "ip $*"`;
const curlSaying = (reply: string) =>
  `record "arguments: $*"; record "$(cat)"; printf '%s' '${reply}'`;

const RECORD = {
  RECORD: 'node1',
  DOMAIN: 'example.com',
  INTERFACE: 'eno1',
  NAMECHEAP_DDNS_PASS: 'x',
};

const ddns = (reply: string, more: Readonly<Record<string, string>> = {}) =>
  makeScript('ddns', { ip, curl: curlSaying(reply), ...more });

test('a record is set to the address of the network interface', async () => {
  const script = await ddns(GOOD);
  const result = await script.run(RECORD);
  expect(result).toMatchObject({ exitCode: 0, stdout: 'node1.example.com is 10.0.0.5\n' });
  expect(await script.recorded()).toContain(
    'url = "https://dynamicdns.park-your-domain.com/update?host=node1&domain=example.com&ip=10.0.0.5&password=x"',
  );
});

test('a reply of several lines that counts no errors is a success, and no other', async () => {
  expect(await (await ddns(BAD)).run(RECORD)).toMatchObject({
    exitCode: 1,
    stderr: 'Namecheap did not set node1.example.com\n',
  });
  expect(await (await ddns('')).run(RECORD)).toMatchObject({ exitCode: 1 });
});

test.each([
  ['a&b=c d', 'a%26b%3Dc%20d'],
  ['100%+#?/', '100%25%2B%23%3F%2F'],
  [`"'\\$\``, '%22%27%5C%24%60'],
  ['é€😀', '%C3%A9%E2%82%AC%F0%9F%98%80'],
  ['line\nbreak', 'line%0Abreak'],
  ['AZaz09._~-', 'AZaz09._~-'],
])('the password %j reaches the server, and stands in no arguments', async (password, encoded) => {
  const script = await ddns(GOOD);
  const result = await script.run({ ...RECORD, NAMECHEAP_DDNS_PASS: password });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const recorded = await script.recorded();
  expect(recorded).toContain(`&password=${encoded}"`);
  expect(/arguments: .*/.exec(recorded)?.[0]).not.toContain(encoded);
  expect(result.stdout).not.toContain(password);
});

test('a network interface of the secrets counts before that of the description', async () => {
  const script = await ddns(GOOD);
  await script.run({ ...RECORD, NAMECHEAP_DDNS_INTERFACE: 'wan0' });
  expect(await script.recorded()).toContain('ip -4 -oneline address show dev wan0 scope global');
});

test('without an address nothing is told to the server', async () => {
  const script = await ddns(GOOD, { ip: 'exit 0' });
  expect(await script.run(RECORD)).toMatchObject({
    exitCode: 1,
    stderr: 'eno1 has no IPv4 address\n',
  });
  expect(await script.recorded()).toBe('');
});

test('the address of a network interface of this machine is found', async () => {
  const script = await makeScript('ddns', { curl: curlSaying(GOOD) });
  // It has no global address, which is all that differs.
  const result = await script.run({ ...RECORD, INTERFACE: 'lo' });
  expect(result.stderr).toContain('lo has no IPv4 address');
});

describe('the shared record', () => {
  const env = { ...RECORD, RECORD: 'primary', ONLY_FIRST_READY: 'yes', KUBECTL: 'kubectl' };

  test.each([
    ['the first server keeps it', 'a', { a: 'True', b: 'True' }, true],
    ['another one does not take it', 'b', { a: 'True', b: 'True' }, false],
    ['the next one takes it where the first is not ready', 'b', { a: 'False', b: 'True' }, true],
    ['a server that is not ready does not take it', 'a', { a: 'Unknown', b: 'True' }, false],
    ['nobody takes it where none is ready', 'a', { a: 'False', b: 'False' }, false],
    ['the order is that of names', 'a', { b: 'True', a: 'True' }, true],
  ])('%s', async (_, name, nodes, takes) => {
    const script = await ddns(GOOD, { kubectl: fakeKubectl(nodes) });
    const result = await script.run({ ...env, NODE_NAME: name });
    expect(result).toMatchObject({ exitCode: 0 });
    expect((await script.recorded()).includes('host=primary')).toBe(takes);
  });

  test('a cluster that does not answer is a failure, and no record', async () => {
    const script = await ddns(GOOD, { kubectl: 'echo "connection refused" >&2; exit 1' });
    expect(await script.run({ ...env, NODE_NAME: 'a' })).toMatchObject({
      exitCode: 1,
      stderr: 'connection refused\nthe cluster does not answer\n',
    });
    expect(await script.recorded()).toBe('');
  });
});
