import type { GatewayRequest } from '../support/misbehaving-gateway.ts';

type Matcher = (request: GatewayRequest) => boolean;

/** Where in a run of `apply prune` something goes wrong: its requests, as `faulty-server.ts` makes them. */
export const PHASES = {
  'first request': ({ path }) => path === '/version',
  discovery: ({ path, from }) => path === '/apis' && from === 'tool',
  list: (request) => isInventory(request) && !request.query.has('continue'),
  'second page': (request) => isInventory(request) && request.query.has('continue'),
  Lease: ({ path }) => path.includes('/namespaces/default/leases'),
  apply: ({ method, path }) => method === 'PATCH' && path.endsWith('/changed'),
  'look at what was applied': (request) => isReleaseList(request) || isLook(request),
  deletion: ({ method, path }) => method === 'DELETE' && path.endsWith('/removed-1'),
} as const satisfies Readonly<Record<string, Matcher>>;

export type Phase = keyof typeof PHASES;

function isInventory({ path, query }: GatewayRequest): boolean {
  return path === '/api/v1/configmaps' && query.get('labelSelector') === 'kubernixos';
}

function isReleaseList({ path, query }: GatewayRequest): boolean {
  const selector = query.get('labelSelector') ?? '';
  return path === '/api/v1/configmaps' && selector.startsWith('kubernixos=');
}

function isLook({ method, path, from }: GatewayRequest): boolean {
  return method === 'GET' && from === 'tool' && path.endsWith('/configmaps/changed');
}
