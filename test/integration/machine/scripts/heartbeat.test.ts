import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fakeKubectl, makeScript } from '../../../support/machines/run-script.ts';

/** A curl that keeps its arguments, and what it reads. */
const curl = 'record "arguments: $*"; record "input: $(cat)"';

test('the URL is called, and stands in no arguments', async () => {
  const script = await makeScript('heartbeat', { curl });
  const url = 'https://hc-ping.com/8f7e-"secret"-\\x';
  expect(await script.run({ HEARTBEAT_URL: url })).toMatchObject({ exitCode: 0 });
  const recorded = await script.recorded();
  expect(recorded).toContain('input: url = "https://hc-ping.com/8f7e-\\"secret\\"-\\\\x"');
  expect(/arguments: .*/.exec(recorded)?.[0]).not.toContain('hc-ping');
});

test('curl itself calls the URL, and an error of the server is a failure', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(request.url === '/gone' ? 410 : 200).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const script = await makeScript('heartbeat', {});
  for (const path of ['/a%20b?x=1', '/8f7e-secret[x]', '/a?x={1,2}'])
    expect(await script.run({ HEARTBEAT_URL: `${base}${path}` })).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
  expect(await script.run({ HEARTBEAT_URL: `${base}/gone` })).toMatchObject({ exitCode: 22 });
  expect(seen).toEqual([
    'HEAD /a%20b?x=1',
    'HEAD /8f7e-secret[x]',
    'HEAD /a?x={1,2}',
    'HEAD /gone',
  ]);
});

test('a URL of several lines is told of, and not shown', async () => {
  const script = await makeScript('heartbeat', { curl });
  expect(await script.run({ HEARTBEAT_URL: 'https://hc-ping.com/8f7e\noutput = "/x"' })).toEqual({
    exitCode: 1,
    signal: undefined,
    stdout: '',
    stderr: 'HEARTBEAT_URL has more than one line\n',
  });
  expect(await script.recorded()).toBe('');
});

test.each([
  ['True', 0, true],
  ['False', 1, false],
])('a node whose condition is %s calls so', async (status, exitCode, calls) => {
  const kubectl = fakeKubectl({ node1: status });
  const script = await makeScript('heartbeat', { curl, kubectl });
  const env = { CHECK_CLUSTER: 'yes', KUBECTL: 'kubectl', NODE_NAME: 'node1' };
  const result = await script.run({ ...env, HEARTBEAT_URL: 'https://hc-ping.com/x' });
  expect(result).toMatchObject({ exitCode });
  expect((await script.recorded()).includes('hc-ping')).toBe(calls);
});
