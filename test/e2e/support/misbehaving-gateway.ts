import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import { listen } from './gateways.ts';
import { clusterOf, writeKubeconfig } from './kubeconfig.ts';

/** A request as the gateway sees it. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** `kubectl proxy` sends what the tool itself asks, `kubectl apply` the rest. */
  readonly from: 'tool' | 'kubectl';
}

/** A request that is under way. */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly response: ServerResponse;
  /** Hands the request on, and the answer back as it comes. */
  readonly forward: () => void;
  /** Hands the request on, with another query if told, and gives the answer. */
  readonly ask: (query?: URLSearchParams) => Promise<ApiServerAnswer>;
}

export interface ApiServerAnswer {
  readonly status: number;
  readonly body: string;
}

/** What happens to a request instead of being handed on. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

export interface Rule {
  readonly on: (request: GatewayRequest) => boolean;
  /** How many such requests meet the fault; all of them unless told. */
  readonly times?: number;
  readonly fault: Fault;
}

/** An HTTPS server before an API server, which hands everything on but what its rule is about. */
export interface MisbehavingGateway {
  readonly kubeconfig: string;
  /** From now on; null: it behaves. Forgets the requests so far. */
  readonly obey: (rule: Rule | null) => void;
  /** Every request since the last rule, and in order. */
  readonly requests: () => readonly GatewayRequest[];
  readonly stop: () => Promise<void>;
}

/** Starts one, with the rights of the admin. Lists of the tool's come in pages of two objects. */
export async function startMisbehavingGateway(
  plane: ControlPlaneDetails,
  kubeconfig: string,
): Promise<MisbehavingGateway> {
  const cert = await readFile(plane.certificateAuthority);
  const key = await readFile(join(plane.dir, 'apiserver.key'));
  let rule: Rule | null = null;
  let requests: GatewayRequest[] = [];
  let met = 0;
  const faultFor = (request: GatewayRequest): Fault | null => {
    if (rule?.on(request) !== true || met >= (rule.times ?? Infinity)) return null;
    met += 1;
    return rule.fault;
  };
  const server = createServer({ cert, key }, (incoming, response) => {
    void open(incoming, response, { server: plane.server, cert }).then((exchange) => {
      requests.push(exchange.request);
      const fault = faultFor(exchange.request);
      if (fault === null) exchange.forward();
      else void fault(exchange);
    });
  });
  const { port, stop } = await listen(server);
  await writeKubeconfig(kubeconfig, {
    clusters: { gateway: clusterOf(plane, { server: `https://127.0.0.1:${port}` }) },
    users: { admin: { token: plane.tokens.admin } },
    contexts: { gateway: { cluster: 'gateway', user: 'admin' } },
    current: 'gateway',
  });
  return {
    kubeconfig,
    obey: (next) => {
      [rule, requests, met] = [next, [], 0];
    },
    requests: () => requests,
    stop,
  };
}

const PAGE_SIZE = '2';

async function open(
  incoming: IncomingMessage,
  response: ServerResponse,
  upstream: { readonly server: string; readonly cert: Buffer },
): Promise<Exchange> {
  const body = await text(incoming);
  const url = new URL(incoming.url ?? '/', upstream.server);
  const from = isApply(incoming) ? 'kubectl' : 'tool';
  if (from === 'tool' && url.searchParams.has('limit')) url.searchParams.set('limit', PAGE_SIZE);
  const send = (query: URLSearchParams) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
      const { method = 'GET' } = incoming;
      const search = query.size === 0 ? '' : `?${query.toString()}`;
      httpsRequest(
        `${upstream.server}${url.pathname}${search}`,
        { ca: upstream.cert, method, headers },
        resolve,
      )
        .once('error', reject)
        .end(body);
    });
  return {
    request: { method: incoming.method ?? '', path: url.pathname, query: url.searchParams, from },
    response,
    forward: () => {
      send(url.searchParams).then(
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
        () => response.destroy(),
      );
    },
    ask: async (query = url.searchParams) => {
      const answer = await send(query);
      return { status: answer.statusCode ?? 502, body: await text(answer) };
    },
  };
}

/** https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/859-kubectl-headers */
function isApply({ headers }: IncomingMessage): boolean {
  return headers['kubectl-command'] === 'kubectl apply';
}
