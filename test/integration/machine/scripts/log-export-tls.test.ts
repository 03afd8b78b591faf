import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer as createSilentServer } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { makeScript } from '../../../support/machines/run-script.ts';

const hasSocat = (await execa('which', ['socat'], { reject: false })).exitCode === 0;

const journalctl = `for word; do case $word in --cursor-file=*) file=\${word#*=} ;; esac; done
[ -e "$file" ] || echo 'a line of the journal'
echo cursor > "$file"`;

/** A receiver with a certificate for `name`, and a node that sends its journal there. */
async function makeReceiver(name: string) {
  const script = await makeScript('log-export', { journalctl });
  const file = (part: string) => join(script.directory, part);
  await mkdir(file('state'));
  await writeFile(file('openssl.cnf'), `[req]\ndistinguished_name=dn\n[dn]\n`);
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const files = ['-keyout', file('key.pem'), '-out', file('cert.pem')];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  await execa('openssl', [...args, '-config', file('openssl.cnf'), ...subject, ...files]);
  const received: string[] = [];
  const server = createServer({
    key: await readFile(file('key.pem')),
    cert: await readFile(file('cert.pem')),
  });
  server.on('secureConnection', (socket) => {
    socket
      .on('data', (data: Buffer) => received.push(data.toString()))
      .on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const send = (authority: string) =>
    script.run({
      STATE_DIRECTORY: file('state'),
      LOGEXPORT_HOST: 'localhost',
      LOGEXPORT_PORT: String((server.address() as AddressInfo).port),
      TLS_OPTIONS: `verify=1,cafile=${authority}`,
      ONCE: 'yes',
    });
  return { send, received, own: file('cert.pem') };
}

test.skipIf(!hasSocat)('the journal reaches who proves to be the receiver', async () => {
  const { send, received, own } = await makeReceiver('localhost');
  expect(await send(own)).toMatchObject({ exitCode: 0 });
  await expect.poll(() => received.join('')).toBe('a line of the journal\n');
});

test.skipIf(!hasSocat)('it reaches nobody of another authority, and is kept', async () => {
  const { send, received, own } = await makeReceiver('localhost');
  const other = await makeReceiver('localhost');
  expect((await send(other.own)).exitCode).not.toBe(0);
  expect(received).toEqual([]);
  expect(await send(own)).toMatchObject({ exitCode: 0 });
});

test.skipIf(!hasSocat)('it reaches nobody with a certificate for another name', async () => {
  const { send, received, own } = await makeReceiver('elsewhere.example.com');
  expect((await send(own)).exitCode).not.toBe(0);
  expect(received).toEqual([]);
});

test.skipIf(!hasSocat)('a receiver that says nothing does not hold it for ever', async () => {
  const script = await makeScript('log-export', { journalctl });
  await mkdir(join(script.directory, 'state'));
  const server = createSilentServer((socket) => socket.on('error', () => undefined));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const result = await script.run({
    STATE_DIRECTORY: join(script.directory, 'state'),
    LOGEXPORT_HOST: '127.0.0.1',
    LOGEXPORT_PORT: String((server.address() as AddressInfo).port),
    TLS_OPTIONS: 'verify=0',
    SEND_SECONDS: '1',
    ONCE: 'yes',
  });
  expect(result).toMatchObject({ exitCode: 124 });
});
