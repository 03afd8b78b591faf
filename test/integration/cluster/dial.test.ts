import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createDialer } from '../../../src/adapters/dialer.ts';
import type { PingTarget } from '../../../src/model/ping.ts';

const host = {
  ...{ name: 'a', role: 'worker', isController: false, hostname: null, reset: false },
  ...{ dataDir: '/var/lib/k0s', program: '/usr/local/bin/k0s' },
  transport: { type: 'localhost' as const },
};

/** A server of this machine that does so with every connection. */
async function serve(answer: (socket: Socket) => void, address = '127.0.0.1') {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    answer(socket);
  });
  server.listen(0, address);
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { server, port: (server.address() as AddressInfo).port };
}

function dial(
  port: number,
  expects: PingTarget['expects'],
  { address = '127.0.0.1', milliseconds = 200, signal = new AbortController().signal } = {},
) {
  const dialer = createDialer({
    env: process.env,
    knownHosts: '',
    connectMilliseconds: milliseconds,
  });
  return dialer.dial({ host, address, port, way: { type: 'direct' }, expects }, address, signal);
}

test('a server of SSH answers by its greeting, whatever comes before', async () => {
  const { port } = await serve((socket) => {
    socket.write('welcome\r\nSSH-');
    socket.write('2.0-x\r\n');
  });
  expect(await dial(port, 'greeting', { milliseconds: 10_000 })).toMatchObject({
    type: 'answered',
  });
});

test('another port answers by taking the connection, by IPv6 too', async () => {
  const { port } = await serve(() => undefined, '::1');
  const answer = await dial(port, 'connection', { address: '::1', milliseconds: 10_000 });
  expect(answer).toMatchObject({ type: 'answered', address: '::1' });
});

test('a forwarder that takes connections and is silent is no host', async () => {
  const { port } = await serve(() => undefined);
  expect(await dial(port, 'greeting')).toMatchObject({
    type: 'lost',
    reason: 'it takes the connection, and no server of SSH answers within 0.2 seconds',
  });
});

test.each([
  ['closes the connection', (socket: Socket) => socket.end(), 'without a greeting of SSH'],
  ['speaks for ever', (socket: Socket) => socket.write('x\n'.repeat(20_000)), 'no server of SSH'],
])('a port that %s is no server of SSH', async (_does, answer, reason) => {
  const { port } = await serve(answer);
  const lost = await dial(port, 'greeting', { milliseconds: 10_000 });
  expect(lost).toMatchObject({ reason: expect.stringContaining(reason) as string });
});

test('a port on which nothing listens is lost at once', async () => {
  const { server, port } = await serve(() => undefined);
  server.close();
  const lost = await dial(port, 'connection', { milliseconds: 60_000 });
  expect(lost).toMatchObject({ reason: expect.stringContaining('connection refused') as string });
});

test('an interruption ends an attempt at once', async () => {
  const interruption = new AbortController();
  const { port } = await serve(() => {
    interruption.abort(new Error('SIGINT'));
  });
  const { signal } = interruption;
  await expect(dial(port, 'greeting', { milliseconds: 600_000, signal })).rejects.toThrow('SIGINT');
});

test('a name that nobody knows is told to be so', async () => {
  const dialer = createDialer({ env: {}, knownHosts: '', connectMilliseconds: 20_000 });
  const resolution = await dialer.resolve('nowhere.invalid', new AbortController().signal);
  expect(resolution).toMatchObject({
    type: 'unresolved',
    reason: expect.stringMatching(/name/) as string,
  });
});
