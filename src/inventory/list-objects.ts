import { Failure } from '../model/failure.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { ResourceType } from '../model/resource-type.ts';
import { showType } from '../model/resource-type.ts';
import type { ApiResult, KubeApi, ListQuery } from '../ports/kube-api.ts';

/** HTTP 410: the pages before are too old to be continued. */
const GONE = 410;
const ATTEMPTS = 6;

export interface Listing extends Omit<ListQuery, 'continueToken'> {
  /** Gives up with `TOO_LONG` where more than so many pages follow the first; all unless given. */
  readonly pages?: number;
}

/** Lists all objects of a type, page by page, from the start again where the server lost the thread. */
export async function listObjects(
  api: KubeApi,
  type: ResourceType,
  listing: Listing,
  signal: AbortSignal,
): Promise<ApiResult<readonly LiveObject[]>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const result = await listPages(api, type, listing, signal);
    if (result.ok || result.error.status !== GONE) return result;
  }
  throw new Failure({
    code: 'list-expired',
    message: `the list of ${showType(type)} expired ${String(ATTEMPTS)} times while it was read`,
    hint: 'The API server is overloaded or its etcd compacts too often. Run it again.',
  });
}

/** Five million objects. */
const MOST_PAGES = 10_000;

const ENDLESS = {
  ok: false,
  error: { status: 200, reason: 'Endless', message: 'its pages do not end' },
} as const;

/** The reason of a list that was given up. */
export const TOO_LONG = 'TooLong';

async function listPages(
  api: KubeApi,
  type: ResourceType,
  { pages = Infinity, ...query }: Listing,
  signal: AbortSignal,
): Promise<ApiResult<readonly LiveObject[]>> {
  const objects: LiveObject[] = [];
  const seen = new Set<string | null>();
  let continueToken: string | null = null;
  do {
    seen.add(continueToken);
    const page = await api.listPage(type, { ...query, continueToken }, signal);
    if (!page.ok) return page;
    // A server that ignores `limit` gives more than a call may have arguments.
    for (const object of page.value.objects) objects.push(object);
    if ((page.value.remaining ?? 0) > pages * page.value.objects.length)
      return { ok: false, error: { status: 200, reason: TOO_LONG, message: 'it is too long' } };
    continueToken = page.value.continueToken;
    if (continueToken !== null && isEndless(continueToken, seen)) return ENDLESS;
  } while (continueToken !== null);
  return { ok: true, value: objects };
}

/** Some aggregated servers do not know paging, and answer every page with the first. */
function isEndless(continueToken: string, seen: ReadonlySet<string | null>): boolean {
  return seen.has(continueToken) || seen.size >= MOST_PAGES;
}
