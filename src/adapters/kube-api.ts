import type { V1DeleteOptions } from '@kubernetes/client-node';
import { parseJson, printJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { LEASE, type Lease } from '../model/lease.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { FIELD_MANAGER } from '../model/release.ts';
import { resourcePath, type ResourceType } from '../model/resource-type.ts';
import type {
  ApiError,
  ApiResult,
  DatedAnswer,
  KubeApi,
  ListQuery,
  ObjectPage,
} from '../ports/kube-api.ts';
import { leaseObject, readLease } from './lease-object.ts';
import { isRecord, list, record, text, textOrNull } from './narrow.ts';
import { isAggregatedDiscovery, readDiscovery } from './read-discovery.ts';
import { readLiveObject } from './read-live-object.ts';
import { readReadiness } from './read-readiness.ts';
import type { HttpRequest, HttpResponse, SocketHttp } from './socket-http.ts';

const DISCOVERY = ['v2', 'v2beta1']
  .map((v) => `application/json;g=apidiscovery.k8s.io;v=${v};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';
const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const PAGE_SIZE = 500;

/** The API server behind a socket of `kubectl proxy`. */
export function kubeApi(http: SocketHttp): KubeApi {
  return {
    async discover(signal) {
      const answers = await Promise.all(
        ['/api', '/apis'].map((path) => discoverRoot(http, path, signal)),
      );
      return readDiscovery(
        answers.map(({ document }) => document),
        readDate(answers[0]?.date ?? null),
      );
    },
    async listPage(type, query, signal) {
      const path = `${resourcePath(type, query.namespace)}?${listQuery(query)}`;
      const answer = await read(http, { method: 'GET', path, accept: METADATA_LIST }, signal);
      if (answer.ok && !isList(answer.value)) return { ok: false, error: NO_LIST };
      return convert(answer, (document) => readPage(document, type));
    },
    async get(type, namespace, name, signal) {
      const path = resourcePath(type, namespace, name);
      const answer = await read(http, { method: 'GET', path, accept: METADATA }, signal);
      return convert(answer, (document) => readLiveObject(document, type));
    },
    async read(type, namespace, name, signal) {
      const path = resourcePath(type, namespace, name);
      const request = { method: 'GET', path, accept: 'application/json' } as const;
      return whole(await send(http, request, signal));
    },
    async rehearseReplace(type, object, { namespace, name, fieldManager }, signal) {
      const query = new URLSearchParams({ dryRun: 'All', fieldManager });
      const path = `${resourcePath(type, namespace, name)}?${query.toString()}`;
      const body = printJson(object);
      const request = { method: 'PUT', path, accept: 'application/json', body } as const;
      return whole(await send(http, request, signal));
    },
    async isReady(type, name, signal) {
      const path = resourcePath(type, '', name);
      const answer = await read(http, { method: 'GET', path, accept: 'application/json' }, signal);
      return convert(answer, readReadiness);
    },
    async delete(object, { dryRun }, signal) {
      const path = resourcePath(object.type, object.key.namespace, object.key.name);
      const body = JSON.stringify(deleteOptions(object, dryRun));
      const request = { method: 'DELETE', path, accept: 'application/json', body } as const;
      return convert(await read(http, request, signal), () => null);
    },
    async readLease({ namespace, name }, signal) {
      const path = resourcePath(LEASE, namespace, name);
      const request = { method: 'GET', path, accept: 'application/json', urgent: true } as const;
      return leaseAnswer(await send(http, request, signal));
    },
    async writeLease(place, record, seen, signal) {
      const { namespace, name } = place;
      const query = new URLSearchParams({ fieldManager: FIELD_MANAGER });
      const path = resourcePath(LEASE, namespace, ...(seen === null ? [] : [name]));
      const request = {
        method: seen === null ? 'POST' : 'PUT',
        path: `${path}?${query.toString()}`,
        accept: 'application/json',
        body: printJson(leaseObject(place, record, seen)),
        urgent: true,
      } as const;
      return leaseAnswer(await send(http, request, signal));
    },
  };
}

function leaseAnswer(response: HttpResponse): DatedAnswer<Lease> {
  return { answer: convert(whole(response), readLease), date: readDate(response.date) };
}

function readDate(text: string | null): number | null {
  const date = Date.parse(text ?? '');
  return Number.isNaN(date) ? null : date;
}

async function discoverRoot(
  http: SocketHttp,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly document: unknown; readonly date: string | null }> {
  const response = await send(http, { method: 'GET', path, accept: DISCOVERY }, signal);
  const document = parse(response);
  if (response.status === 200 && isAggregatedDiscovery(document))
    return { document, date: response.date };
  throw discoveryFailure(path, response, document);
}

function discoveryFailure(path: string, response: HttpResponse, document: unknown): Failure {
  if (response.status === 200)
    return new Failure({
      code: 'discovery-unsupported',
      message: `the API server does not answer ${path} with aggregated discovery`,
      hint: 'kubernixos needs Kubernetes 1.27 or newer.',
    });
  const { message } = apiError(response, document);
  return new Failure({
    code: 'discovery-failed',
    message: `the API server does not tell what it serves: ${path}: ${message}`,
    hint: 'Nothing was applied or deleted.',
  });
}

const NO_LIST: ApiError = { status: 200, reason: 'NoList', message: 'it answers with no list' };

/** An empty list may have items of null; anything else would be read as empty without being so. */
function isList(document: unknown): boolean {
  const { kind, items } = record(document);
  return text(kind).endsWith('List') && (Array.isArray(items) || (items ?? null) === null);
}

function readPage(document: unknown, type: ResourceType): ObjectPage {
  const metadata = record(record(document)['metadata']);
  const remaining = metadata['remainingItemCount'];
  return {
    objects: list(record(document)['items']).map((item) => readLiveObject(item, type)),
    continueToken: textOrNull(metadata['continue']),
    remaining: typeof remaining === 'number' ? remaining : null,
  };
}

function listQuery(query: ListQuery): string {
  const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (query.labelSelector !== '') parameters.set('labelSelector', query.labelSelector);
  if (query.continueToken !== null) parameters.set('continue', query.continueToken);
  return parameters.toString();
}

/**
 * Everything goes in the body: beside a body, the server ignores the same options in the query. The
 * type matters, too: the server ignores a misspelt precondition, and deletes.
 */
function deleteOptions(object: LiveObject, dryRun: boolean): V1DeleteOptions {
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: 'Background',
    preconditions: { uid: object.uid, resourceVersion: object.resourceVersion },
    ...(dryRun ? { dryRun: ['All'] } : {}),
  };
}

async function read(
  http: SocketHttp,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<ApiResult<unknown>> {
  const response = await send(http, request, signal);
  const document = parse(response);
  return response.status >= 200 && response.status < 300 && isRecord(document)
    ? { ok: true, value: document }
    : { ok: false, error: apiError(response, document) };
}

async function send(
  http: SocketHttp,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  try {
    return await http.send(request, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new Failure({
      code: 'connection-lost',
      message: `the connection to the API server broke: ${request.method} ${request.path}`,
      hint: 'Run it again: what was not reached is found then.',
      cause,
    });
  }
}

function parse(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body);
  } catch {
    return null;
  }
}

/** One object, integers of 64 bits exact. */
function whole(response: HttpResponse): ApiResult<JsonObject> {
  if (response.status < 200 || response.status >= 300)
    return { ok: false, error: apiError(response, parse(response)) };
  try {
    const value = parseJson(response.body);
    return isJsonObject(value) ? { ok: true, value } : unreadable('it is no JSON object');
  } catch (error) {
    return unreadable(error instanceof RangeError ? error.message : 'it is no JSON');
  }
}

/** Without what the server sent: it may be a Secret. */
function unreadable(why: string): ApiResult<never> {
  const message = `the server's answer cannot be read: ${why}`;
  return { ok: false, error: { status: 200, reason: 'Unreadable', message } };
}

/** A `Status` object, or whatever a proxy between us and the server says in plain text. */
function apiError(response: HttpResponse, document: unknown): ApiError {
  const status = record(document);
  const message = text(status['message']) || response.body.trim().slice(0, 500);
  return {
    status: response.status,
    reason: text(status['reason']) || `HTTP ${String(response.status)}`,
    message: message || `HTTP ${String(response.status)}`,
  };
}

function convert<A, T>(answer: ApiResult<A>, read: (value: A) => T): ApiResult<T> {
  return answer.ok ? { ok: true, value: read(answer.value) } : answer;
}
