import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Lab } from '../../support/lab/start-lab.ts';

/** Takes connections in the lab, and passes them on: a socket with a name is the same in every network. */
const FORWARDER = `
const { connect, createServer } = require('node:net');
const [socket, port] = process.argv.slice(1);
const pass = (from, to) => from.on('error', () => to.destroy()).pipe(to);
createServer((from) => {
  const to = connect(socket);
  pass(from, to);
  pass(to, from);
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));`;

/** Makes a port of this machine's 127.0.0.1 one of the lab's too, until the test is over. */
export async function forwardIntoLab(lab: Lab, dir: string, port: number): Promise<void> {
  const socket = join(dir, 'forwarded');
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1');
    pass(from, to);
    pass(to, from);
  }).listen(socket);
  await once(server, 'listening');
  const { command, args } = lab.enter(process.execPath, ['-e', FORWARDER, socket, String(port)]);
  const forwarder = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    forwarder.kill();
    server.close();
  });
  await once(forwarder.stdout, 'data');
}

function pass(from: Socket, to: Socket): void {
  from.on('error', () => to.destroy()).pipe(to);
}
