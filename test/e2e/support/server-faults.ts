import type { Exchange, Fault } from './misbehaving-gateway.ts';

/** Refuses as the API server does. */
export function refuse(
  status: number,
  reason: string,
  { retryAfter, message = `the gateway says ${reason}` }: RefusalOptions = {},
): Fault {
  return ({ response }) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify({
        ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
        ...{ reason, message, code: status },
      }),
    );
  };
}

export interface RefusalOptions {
  readonly retryAfter?: string;
  readonly message?: string;
}

/** Answers with plain text, as what stands before an API server does. */
export function say(status: number, body: string): Fault {
  return ({ response }) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  };
}

/** Closes the connection without an answer. */
export const close: Fault = ({ response }) => {
  response.destroy();
};

/** Has the request done, and closes the connection without an answer. */
export const closeAfterwards: Fault = async ({ ask, response }) => {
  await ask();
  response.destroy();
};

/** Never answers. */
export const hang: Fault = () => undefined;

/** Sends half of the answer, of which it tells the length, and closes the connection. */
export const cut: Fault = async (exchange) => {
  const { status, body } = await exchange.ask();
  exchange.response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  sendHalf(exchange, body);
};

/** Sends half of the answer in chunks, and closes the connection. */
export const cutChunked: Fault = async (exchange) => {
  const { status, body } = await exchange.ask();
  exchange.response.writeHead(status, { 'content-type': 'application/json' });
  sendHalf(exchange, body);
};

function sendHalf({ response }: Exchange, body: string): void {
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

/** Sends half of the answer, and then nothing more. */
export const stall: Fault = async ({ ask, response }) => {
  const { status, body } = await ask();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write(body.slice(0, body.length / 2));
};

/** Answers with the first half as if it were the whole. */
export const truncate: Fault = async ({ ask, response }) => {
  const { status, body } = await ask();
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body.slice(0, body.length / 2));
};

/** Answers as the API server would without the selector. */
export const ignoreSelector: Fault = async ({ ask, request, response }) => {
  const query = new URLSearchParams(request.query);
  query.delete('labelSelector');
  const { status, body } = await ask(query);
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};

/** A list, or discovery, whose items have versions. */
export interface Listing {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly object[];
  }[];
}

/** Changes the answer. */
export function change(edit: (document: Listing) => object): Fault {
  return async ({ ask, response }) => {
    const { status, body } = await ask();
    const document = edit(JSON.parse(body) as Listing);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document));
  };
}

/** Does something, and only then hands the request on. */
export function after(action: () => Promise<unknown>): Fault {
  return async ({ forward }) => {
    await action();
    forward();
  };
}
