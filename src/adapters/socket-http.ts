import type * as Http from 'node:http';

export interface HttpRequest {
  readonly method: 'GET' | 'DELETE' | 'POST' | 'PUT';
  /** Path and query. */
  readonly path: string;
  readonly accept: string;
  /** JSON text. */
  readonly body?: string;
  /** Waits for no other request to end. */
  readonly urgent?: true;
}

export interface HttpResponse {
  readonly status: number;
  readonly date: string | null;
  /** When to ask again, as the server says it: seconds, or a date. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/**
 * HTTP over one unix socket: connections are kept, and at most `concurrency` requests are in flight,
 * besides urgent ones.
 */
export interface SocketHttp extends Disposable {
  /** Any status is an answer; rejects where the connection breaks, at the deadline, and on abort. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}

/** An answer of success that came, and is no text. */
export class NotText extends Error {
  override readonly name = 'NotText';
}

export function openSocketHttp(options: {
  readonly socketPath: string;
  readonly concurrency: number;
  /** From the moment a connection is free for a request to the end of its answer. */
  readonly deadlineMilliseconds: number;
}): SocketHttp {
  const { socketPath, deadlineMilliseconds } = options;
  const { Agent } = nodeHttp();
  const common = new Agent({ keepAlive: true, maxSockets: options.concurrency });
  const urgent = new Agent({ keepAlive: true });
  return {
    send(request, signal) {
      const agent = request.urgent === true ? urgent : common;
      return send(request, { agent, socketPath, deadlineMilliseconds }, signal);
    },
    [Symbol.dispose]: () => {
      common.destroy();
      urgent.destroy();
    },
  };
}

/** An `import` of it evaluates every export, one of which loads all of fetch: as long as Nix takes to start. */
function nodeHttp(): typeof Http {
  return process.getBuiltinModule('node:http');
}

interface Connection {
  readonly agent: Http.Agent;
  readonly socketPath: string;
  readonly deadlineMilliseconds: number;
}

async function send(
  request: HttpRequest,
  connection: Connection,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const startTimer = () => {
    timer = setTimeout(() => {
      deadline.abort(tooLate(connection.deadlineMilliseconds));
    }, connection.deadlineMilliseconds);
  };
  try {
    const either = AbortSignal.any([signal, deadline.signal]);
    return await readAnswer(await start(request, connection, startTimer, either));
  } catch (error) {
    deadline.signal.throwIfAborted(); // Else it looks as if the server had ended the connection.
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(milliseconds: number): DOMException {
  return new DOMException(
    `no answer within ${String(milliseconds / 1000)} seconds`,
    'TimeoutError',
  );
}

async function readAnswer(response: Http.IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const status = response.statusCode ?? 0;
  return {
    status,
    date: response.headers.date ?? null,
    retryAfter: response.headers['retry-after'] ?? null,
    body: decode(Buffer.concat(chunks), isSuccess({ status })),
  };
}

export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/**
 * With replacement characters, one object could pass for another. Words about a fault may hold them:
 * the pages of gateways are often in ISO 8859-1.
 */
function decode(bytes: Uint8Array, isExact: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: isExact }).decode(bytes);
  } catch (cause) {
    throw new NotText('its answer is not valid UTF-8', { cause });
  }
}

/** kubectl proxy refuses requests for other hosts than localhost; a body needs its length (no chunks). */
function start(
  request: HttpRequest,
  { agent, socketPath }: Connection,
  /** Is called when the request leaves the queue of the agent. */
  onSocket: () => void,
  signal: AbortSignal,
): Promise<Http.IncomingMessage> {
  const { method, path, body } = request;
  const headers = {
    host: 'localhost',
    accept: request.accept,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    nodeHttp()
      .request({ agent, socketPath, method, path, headers, signal }, resolve)
      .once('socket', onSocket)
      .once('error', reject)
      .end(body);
  });
}
