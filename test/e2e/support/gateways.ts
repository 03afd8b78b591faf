import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer, request } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';

/** A server between kubectl and an API server, on a port of its own. */
export interface Gateway {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Serves an API server below a path, and nothing else; as the gateways of hosted clusters do. */
export async function startPathGateway(plane: ControlPlaneDetails, path: string): Promise<Gateway> {
  const cert = await readFile(plane.certificateAuthority);
  const key = await readFile(join(plane.dir, 'apiserver.key'));
  const server = createHttpsServer({ cert, key }, (incoming, outgoing) => {
    const url = incoming.url ?? '';
    if (!url.startsWith(`${path}/`)) {
      outgoing.writeHead(404).end(`Nothing is at ${url}`);
      return;
    }
    const { method = 'GET', headers } = incoming;
    const forward = request(
      `${plane.server}${url.slice(path.length)}`,
      { ca: cert, method, headers },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  });
  return listen(server);
}

/**
 * A proxy for HTTPS that knows one host, by a name that no name server knows: who reaches the API
 * server by it has gone through the proxy.
 */
export async function startTunnelProxy(plane: ControlPlaneDetails, host: string): Promise<Gateway> {
  const target = new URL(plane.server);
  const server = createHttpServer((_, response) => response.writeHead(405).end());
  server.on('connect', ({ url }, client: Socket, head: Buffer) => {
    if (url !== `${host}:443`) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(Number(target.port), target.hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return listen(server);
}

/** The system chooses the port, and nobody can take it meanwhile. */
export async function listen(server: Server): Promise<Gateway> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets) socket.destroy();
    });
  return { port, stop };
}
