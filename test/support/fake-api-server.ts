import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer: JSON with status 200, another status, or whatever is written by hand. */
export type ApiAnswer =
  | { readonly status?: number; readonly json: unknown }
  | { readonly status?: number; readonly text: string }
  | ((response: ServerResponse) => void);

export interface FakeApiServer extends AsyncDisposable {
  readonly socketPath: string;
  readonly requests: ApiRequest[];
  /** The most requests that were open at one time. */
  readonly peak: () => number;
}

/** A real HTTP server on a unix socket, which answers as it is told. */
export async function fakeApiServer(
  answer: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>,
): Promise<FakeApiServer> {
  const directory = await mkdtemp(join(tmpdir(), 'api-'));
  const socketPath = join(directory, 'api');
  const requests: ApiRequest[] = [];
  let open = 0;
  let peak = 0;
  const server = createServer((incoming, response) => {
    open += 1;
    peak = Math.max(peak, open);
    response.once('close', () => (open -= 1));
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const request = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(request);
      void Promise.resolve(answer(request)).then((given) => {
        write(response, given);
      });
    });
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    requests,
    peak: () => peak,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function write(response: ServerResponse, answer: ApiAnswer): void {
  if (typeof answer === 'function') {
    answer(response);
    return;
  }
  const isJson = 'json' in answer;
  response.writeHead(answer.status ?? 200, {
    'content-type': isJson ? 'application/json' : 'text/plain',
  });
  response.end(isJson ? JSON.stringify(answer.json) : answer.text);
}

/** A `Status` object, as the API server refuses. */
export function refusal(status: number, reason: string, message: string): ApiAnswer {
  const json = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message };
  return { status, json: { ...json, code: status } };
}

/** A list of metadata, as the API server gives it. */
export function metadataList(items: unknown, continueToken?: string): ApiAnswer {
  const metadata = { resourceVersion: '1', ...(continueToken ? { continue: continueToken } : {}) };
  return {
    json: { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items },
  };
}
