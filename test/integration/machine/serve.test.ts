import { execa } from 'execa';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bearerOf } from '../../../src/machine/bearer.ts';
import { describeMachine, machineTool } from '../../support/machines/machine-tools.ts';
import { startServer } from '../../support/machines/start-server.ts';
import { waitFor } from '../../support/wait-for.ts';

const SECRET = 'a secret of the whole fleet, long enough';

const FLEET = `
  ${describeMachine(`match.macs = [ "52:54:00:00:00:01" ]; services.heartbeat.enable = true;`)}
  ${describeMachine(
    `match.serial = "S-2"; boot.ignition = "pointer"; boot.ignitionToken = true;
     boot.ignitionUrl = "http://127.0.0.1:8080/ignition?serial=S-2";`,
    'node2',
  )}`;

async function startFleet() {
  const tool = await machineTool(FLEET);
  await tool.write('bearer.secret', `${SECRET}\n`);
  const assets = join(tool.dir, 'assets');
  await mkdir(join(assets, 'flatcar'), { recursive: true });
  await writeFile(join(assets, 'flatcar/kernel'), '0123456789');
  await symlink('../prod.nix', join(assets, 'out'));
  await symlink('flatcar/kernel', join(assets, 'in'));
  await tool.write('assets/.hidden', 'hunter2', 0o644);
  await symlink('.hidden', join(assets, 'visible'));
  await tool.write('assets/node1.env', 'HEARTBEAT_URL=https://hunter2');
  await execa('mkfifo', [join(assets, 'pipe')]);
  const args = ['--assets', 'assets', '--bearer-secret', 'bearer.secret'];
  return { ...(await startServer(tool, args)), tool };
}

test('machines get what is theirs, and files with their parts', async () => {
  const { url, tool, told, stop } = await startFleet();
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}${path}`, { headers });

  const wanted = await tool.run(['ignition', 'node1']);
  const ignition = await get('/ignition?mac=52-54-00-00-00-01');
  expect(ignition.headers.get('content-type')).toBe('application/vnd.coreos.ignition+json');
  expect(await ignition.json()).toEqual(JSON.parse(wanted.stdout));
  const script = await tool.run(['ipxe', 'node1']);
  expect(await (await get('/ipxe?mac=525400000001')).text()).toBe(script.stdout);
  expect(await (await get('/boot.ipxe')).text()).toContain('#!ipxe\nchain ipxe?');
  expect((await get('/ignition?mac=52-54-00-00-00-09')).status).toBe(404);

  expect((await get('/ignition?serial=S-2')).status).toBe(401);
  const token = { Authorization: `Bearer ${bearerOf(SECRET, 'node2')}` };
  expect((await get('/ignition?serial=S-2', token)).status).toBe(200);

  expect(await (await get('/assets/flatcar/kernel')).text()).toBe('0123456789');
  const part = await get('/assets/in', { Range: 'bytes=2-4' });
  expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
  expect([part.status, await part.text()]).toEqual([206, '234']);
  expect((await get('/assets/flatcar/kernel', { Range: 'bytes=10-' })).status).toBe(416);
  const head = await fetch(`${url}/assets/flatcar/kernel`, { method: 'HEAD' });
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['10', '']);
  const nothing = ['out', 'flatcar', 'none', '%2e%2e/prod.nix', 'visible', '.hidden', 'node1.env'];
  for (const path of [...nothing, ...Array.from({ length: 8 }, () => 'pipe')])
    expect((await get(`/assets/${path}`)).status).toBe(404);
  expect((await fetch(`${url}/boot.ipxe`, { method: 'POST', body: 'x' })).status).toBe(405);

  expect(await stop()).toBe(130);
  expect(told()).toContain('127.0.0.1 GET /ignition?mac=52-54-00-00-00-01: 200 (node1)');
  expect(told()).toContain('127.0.0.1 GET /ignition?serial=S-2: 401 (node2)');
  expect(told()).toContain('GET /assets/node1.env: 404, only its owner may read it');
  expect(told()).not.toContain(bearerOf(SECRET, 'node2'));
  expect(told()).not.toContain(SECRET);
});

test('no answer holds a secret that is in its environment or in files beside it', async () => {
  const tool = await machineTool(FLEET);
  const secrets = ['hunter2-beat', 'hunter2-token', 'hunter2-ddns', 'hunter2-file', SECRET];
  await tool.write('bearer.secret', SECRET);
  await tool.write('node1.env', 'K3S_TOKEN=hunter2-file\n');
  await mkdir(join(tool.dir, 'assets'));
  await tool.write('assets/node1.env', 'K3S_TOKEN=hunter2-file\n');
  const variables = {
    HEARTBEAT_URL: 'https://hunter2-beat',
    K3S_TOKEN: 'hunter2-token',
    NAMECHEAP_DDNS_PASS: 'hunter2-ddns',
  };
  const start = (args: readonly string[]) => tool.start(args, variables);
  const more = ['--assets', 'assets', '--bearer-secret', 'bearer.secret'];
  const { url, told, stop } = await startServer({ start }, more);

  const token = `Bearer ${bearerOf(SECRET, 'node2')}`;
  const answers = await Promise.all(
    ['', token].flatMap((Authorization) =>
      [
        ...['/', '/boot.ipxe', '/secrets', '/bearer.secret', '/assets/node1.env', '/env'],
        ...['ipxe', 'ignition'].flatMap((kind) =>
          ['mac=52-54-00-00-00-01', 'serial=S-2', 'serial=S-3', ''].map((who) => `/${kind}?${who}`),
        ),
      ].map(async (path) => {
        const answer = await fetch(`${url}${path}`, { headers: { Authorization } });
        const text = JSON.stringify([...answer.headers]) + (await answer.text());
        return {
          status: answer.status,
          text: text + decodeURIComponent(text.replace(/%(?!\w\w)/g, '')),
        };
      }),
    ),
  );
  expect(await stop()).toBe(130);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(7);
  for (const secret of secrets) {
    expect(answers.filter(({ text }) => text.includes(secret))).toEqual([]);
    expect(told()).not.toContain(secret);
  }
});

test('a client is told by its address, and as one that has not got all', async () => {
  const { port, tool, told } = await startFleet();
  await tool.write('assets/large', 'x'.repeat(30_000_000), 0o644);
  await talk(port, 'GET /boot.ipxe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /assets/large HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await waitFor(() => told().includes('/assets/large'), { what: 'the line about it' });
  expect(told()).toContain('127.0.0.1 GET /boot.ipxe: 200\n');
  expect(told()).toContain('127.0.0.1 GET /assets/large: 200, broken off');
});

test('what nobody should send ends its own connection alone', async () => {
  const { url, port, told } = await startFleet();
  const raw = [
    'GET /assets/../../etc/passwd HTTP/1.0\r\n\r\n',
    'GET http://example.com/ignition HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
    'GET /ignition\x00 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /a\x1b[31m HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /ignition HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'no http at all\r\n\r\n',
  ];
  const answers = await Promise.all(raw.map((request) => talk(port, request)));
  for (const answer of answers) {
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
    expect(answer).not.toContain('root:');
  }
  expect((await fetch(`${url}/boot.ipxe`)).status).toBe(200);
  await waitFor(() => told().includes('GET /boot.ipxe: 200'));
  expect(told()).not.toContain('\x1b[31m');
});

test('clients that say nothing keep nobody else from being served', async () => {
  const { url, port } = await startFleet();
  const silent = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
  for (const socket of silent)
    socket.on('error', () => undefined).write('GET /boot.ipxe HTTP/1.1\r\nHost:');
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      fetch(`${url}/ipxe?mac=525400000001`).then(({ status }) => status),
    ),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
  // They are cut off by themselves.
  await waitFor(() => silent.every((socket) => socket.closed), {
    deadline: 40_000,
    what: 'the end of silence',
  });
});

test.each([
  [['serve', 'node1'], 'machine serve takes no further word'],
  [['serve', '--listen', '8080'], '--listen takes HOST:PORT'],
  [['serve'], 'node2 show a token, and no secret is given'],
  [
    ['serve', '--bearer-secret', 'long', '--assets', '.'],
    'long is below the directory of --assets, whose files are served',
  ],
  [['serve', '--bearer-secret', 'short'], 'short has fewer than 32 characters'],
  [
    ['serve', '--bearer-secret', 'long', '--listen', '192.0.2.1:8080'],
    'can read the configuration of node1;',
  ],
])('is refused or warned of: %j', async (args, message) => {
  const tool = await machineTool(FLEET);
  await tool.write('short', 'hunter2');
  await tool.write('long', SECRET);
  const { exitCode, stderr } = await tool.run(args);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('hunter2');
});

/** Sends bytes, and gives what comes until the other side closes, or says no more for a while. */
function talk(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(answer);
    });
    socket.write(Buffer.from(request, 'latin1'));
    socket.end();
  });
}
