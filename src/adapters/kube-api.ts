import type { V1DeleteOptions } from '@kubernetes/client-node';
import { UNREADABLE } from '../model/api-error.ts';
import { parseJson, printJson } from '../model/exact-json.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { textAt } from '../model/json-path.ts';
import { LEASE, type Lease, type LeasePlace } from '../model/lease.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { FIELD_MANAGER } from '../model/release.ts';
import { type ResourceType, resourcePath } from '../model/resource-type.ts';
import type { ApiResult, DatedAnswer, KubeApi, ListQuery } from '../ports/kube-api.ts';
import {
  apiError,
  connectionFailure,
  isTimeout,
  notJson,
  parseAnswer,
  strangeAnswer,
} from './api-failures.ts';
import { leaseObject, readLease } from './lease-object.ts';
import { isRecord } from './narrow.ts';
import { isAggregatedDiscovery, isPlausible, readDiscovery } from './read-discovery.ts';
import { readDeletion } from './read-deletion.ts';
import { readLiveObject } from './read-live-object.ts';
import { isIdentified, readObjectPage } from './read-object-page.ts';
import { readReadiness } from './read-readiness.ts';
import { type HttpRequest, type HttpResponse, isSuccess, type SocketHttp } from './socket-http.ts';

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
      return answer.ok ? readObjectPage(answer.value, type) : answer;
    },
    async get(type, namespace, name, signal) {
      const path = resourcePath(type, namespace, name);
      const answer = await read(http, { method: 'GET', path, accept: METADATA }, signal);
      return answer.ok ? readOne(answer.value, type, { namespace, name }) : answer;
    },
    async read(type, namespace, name, signal) {
      const path = resourcePath(type, namespace, name);
      const request = { method: 'GET', path, accept: 'application/json' } as const;
      return whole(await send(http, request, signal), name);
    },
    async document(path, signal) {
      const request = { method: 'GET', path, accept: 'application/json' } as const;
      return readDocument(await send(http, request, signal));
    },
    async rehearseReplace(type, object, { namespace, name, fieldManager }, signal) {
      const query = new URLSearchParams({ dryRun: 'All', fieldManager });
      const path = `${resourcePath(type, namespace, name)}?${query.toString()}`;
      const body = printJson(object);
      const request = { method: 'PUT', path, accept: 'application/json', body } as const;
      return whole(await send(http, request, signal), name);
    },
    async isReady(type, name, signal) {
      const path = resourcePath(type, '', name);
      const answer = await read(http, { method: 'GET', path, accept: 'application/json' }, signal);
      return answer.ok ? { ok: true, value: readReadiness(answer.value) } : answer;
    },
    async delete(object, { dryRun }, signal) {
      const path = resourcePath(object.type, object.key.namespace, object.key.name);
      const body = JSON.stringify(deleteOptions(object, dryRun));
      const request = { method: 'DELETE', path, accept: 'application/json', body } as const;
      const answer = await read(http, request, signal);
      return answer.ok ? readDeletion(answer.value, object) : answer;
    },
    async readLease(place, signal) {
      const path = resourcePath(LEASE, place.namespace, place.name);
      const request = { method: 'GET', path, accept: 'application/json', urgent: true } as const;
      return leaseAnswer(await send(http, request, signal), place);
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
      return leaseAnswer(await send(http, request, signal), place);
    },
  };
}

function leaseAnswer(response: HttpResponse, { name }: LeasePlace): DatedAnswer<Lease> {
  const answer = whole(response, name);
  return {
    answer: answer.ok ? { ok: true, value: readLease(answer.value) } : answer,
    date: readDate(response.date),
  };
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
  const document = parseAnswer(response);
  if (response.status !== 200 || !isAggregatedDiscovery(document))
    throw discoveryFailure(path, response, document);
  if (!isPlausible(document, path)) throw implausible(path);
  return { document, date: response.date };
}

/** What is not served is not looked for: nothing must pass for all that there is. */
function implausible(path: string): Failure {
  return new Failure({
    code: 'discovery-failed',
    message: `the API server does not tell what it serves: ${path}: what every API server has is missing`,
    hint: 'Does something stand between this machine and the API server? Run it again when it is mended.',
  });
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
    hint: 'Run it again: what was not reached is found then.',
  });
}

/** The metadata of the object that was asked for; of any other nothing is to be concluded. */
function readOne(
  document: unknown,
  type: ResourceType,
  asked: { readonly namespace: string; readonly name: string },
): ApiResult<LiveObject> {
  const object = readLiveObject(document, type);
  const isIt = object.key.name === asked.name && object.key.namespace === asked.namespace;
  return isIt && isIdentified(object) ? { ok: true, value: object } : OTHER_OBJECT;
}

const OTHER_OBJECT = strangeAnswer('it answers with something else than the object');

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
  const document = parseAnswer(response);
  if (!isSuccess(response)) return { ok: false, error: apiError(response, document) };
  return isRecord(document) ? { ok: true, value: document } : notJson(response);
}

async function send(
  http: SocketHttp,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResponse> {
  try {
    return await http.send(request, signal);
  } catch (cause) {
    if (!isTimeout(signal.reason)) signal.throwIfAborted();
    throw connectionFailure(request, isTimeout(signal.reason) ? signal.reason : cause);
  }
}

function readDocument(response: HttpResponse): ApiResult<JsonObject> {
  if (!isSuccess(response)) return { ok: false, error: apiError(response, parseAnswer(response)) };
  try {
    const document = parseJson(response.body);
    return isJsonObject(document) ? { ok: true, value: document } : notJson(response);
  } catch {
    return notJson(response);
  }
}

/** The object of that name, integers of 64 bits exact. Of another answer nothing is shown: it may be a Secret. */
function whole(response: HttpResponse, name: string): ApiResult<JsonObject> {
  if (!isSuccess(response)) return { ok: false, error: apiError(response, parseAnswer(response)) };
  try {
    const document = parseJson(response.body);
    return isJsonObject(document) && textAt(document, 'metadata', 'name') === name
      ? { ok: true, value: document }
      : OTHER_OBJECT;
  } catch (error) {
    const isHeld = !(error instanceof RangeError);
    const message = `the server's answer cannot be read: ${isHeld ? 'it is no JSON' : error.message}`;
    return isHeld
      ? strangeAnswer(message)
      : { ok: false, error: { status: response.status, reason: UNREADABLE, message } };
  }
}
