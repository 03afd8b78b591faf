import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import type { Answer, AskedRequest, FetchRecord } from '../../model/boot-request.ts';
import type { BootAddress, BootServer } from '../../ports/boot-server.ts';
import { belowHome } from '../home-directory.ts';
import { isWithin } from './open-asset.ts';
import { sendAsset } from './send-asset.ts';

/** A client has so long for its request, and may take or give nothing for so long. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8 * 1024,
};
const IDLE_MILLISECONDS = 60_000;
const MOST_CONNECTIONS = 512;

/** Serves texts, and files of a directory; null: none. Both are relative to `cwd`. */
export function bootServer(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  directory: string | null,
): BootServer {
  const assets = directory === null ? null : resolve(cwd, directory);
  return {
    offers: async (file) =>
      assets !== null && (await isWithin(assets, resolve(cwd, belowHome(env, file)))),
    async serve(address, answer, { ready, fetched }, signal) {
      const server = createServer(LIMITS, (request, response) => {
        void respond(request, response, answer, assets, fetched);
      });
      server.maxConnections = MOST_CONNECTIONS;
      server.setTimeout(IDLE_MILLISECONDS);
      server.on('clientError', (_error, socket) => {
        socket.destroy();
      });
      const close = () => {
        server.close();
        server.closeAllConnections();
      };
      await listen(server, address);
      signal.addEventListener('abort', close, { once: true });
      if (signal.aborted) close();
      ready(urlOf(server));
      await new Promise<void>((resolve) => server.once('close', resolve));
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: AskedRequest) => Answer,
  assets: string | null,
  fetched: (record: FetchRecord) => void,
): Promise<void> {
  const { method = '', url: target = '', headers, socket } = request;
  const from = socket.remoteAddress ?? '?';
  let machine: string | null = null;
  let reason: string | null = null;
  response.once('close', () => {
    const broken = response.writableFinished ? null : 'broken off';
    const status = response.headersSent ? response.statusCode : null;
    fetched({ from, method, target, status, machine, reason: broken ?? reason });
  });
  // A body is none of our business.
  request.resume();
  try {
    const found = answer({ method, target, authorization: headers.authorization ?? '' });
    if (found.type === 'asset') reason = await sendAsset(assets, found.path, request, response);
    else {
      machine = found.machine;
      sendText(found, method, response);
    }
  } catch {
    response.destroy(); // What was begun cannot be taken back.
  }
}

function sendText(
  { status, contentType, body }: Extract<Answer, { type: 'text' }>,
  method: string,
  response: ServerResponse,
): void {
  const content = Buffer.from(body);
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': content.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
  });
  response.end(method === 'HEAD' ? undefined : content);
}

async function listen(server: Server, { host, port }: BootAddress): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: unknown) => {
    throw new Failure({
      code: 'cannot-listen',
      message: `nothing can be served on ${host} port ${String(port)}: ${reasonOf(cause)}`,
      hint: 'Choose another address by --listen HOST:PORT.',
      cause,
    });
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return '';
  const host = isIPv6(address.address) ? `[${address.address}]` : address.address;
  return `http://${host}:${String(address.port)}`;
}
