import type { ApiError } from '../model/api-error.ts';
import type { JsonObject } from '../model/json.ts';
import type { Lease, LeasePlace, LeaseRecord } from '../model/lease.ts';
import type { LiveObject } from '../model/managed-object.ts';
import type { Discovery, ResourceType } from '../model/resource-type.ts';

/** The API server, as the very user that `kubectl apply` is. At most 16 requests are in flight, besides those for Leases. */
export interface KubeApi {
  /** Everything the server serves. Fails with a `Failure` where `/api` or `/apis` gives no answer. */
  discover(signal: AbortSignal): Promise<Discovery>;

  /** One page of metadata. Never served from a lagging cache. */
  listPage(
    type: ResourceType,
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<ApiResult<ObjectPage>>;

  /** The metadata of one object. */
  get(
    type: ResourceType,
    namespace: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ApiResult<LiveObject>>;

  /** One object as a whole, integers of 64 bits exact. */
  read(
    type: ResourceType,
    namespace: string,
    name: string,
    signal: AbortSignal,
  ): Promise<ApiResult<JsonObject>>;

  /** A document that the server serves beside its objects, such as those below `/openapi/v3`. */
  document(path: string, signal: AbortSignal): Promise<ApiResult<JsonObject>>;

  /**
   * Asks the server what it would hold if the object were replaced by `object`, in a dry run: gives
   * the object with defaults filled in, as other managers and webhooks would leave it.
   */
  rehearseReplace(
    type: ResourceType,
    object: JsonObject,
    options: {
      readonly namespace: string;
      readonly name: string;
      readonly fieldManager: string;
    },
    signal: AbortSignal,
  ): Promise<ApiResult<JsonObject>>;

  /** Whether a Namespace is Active, or a CustomResourceDefinition Established. */
  isReady(type: ResourceType, name: string, signal: AbortSignal): Promise<ApiResult<Readiness>>;

  /** Deletes exactly this state of the object: its uid and resourceVersion are preconditions. */
  delete(
    object: LiveObject,
    options: { readonly dryRun: boolean },
    signal: AbortSignal,
  ): Promise<ApiResult<null>>;

  /** Waits for no other request to end, as does the next: a Lease must be renewed in time. */
  readLease(place: LeasePlace, signal: AbortSignal): Promise<DatedAnswer<Lease>>;

  /** Creates the Lease where `seen` is null, else replaces exactly that state of it. */
  writeLease(
    place: LeasePlace,
    record: LeaseRecord,
    seen: Lease | null,
    signal: AbortSignal,
  ): Promise<DatedAnswer<Lease>>;
}

/** An answer, and the server's clock: milliseconds since 1970; null where it does not tell. */
export interface DatedAnswer<T> {
  readonly answer: ApiResult<T>;
  readonly date: number | null;
}

export interface ListQuery {
  /** Empty: all namespaces. */
  readonly namespace: string;
  /** Empty: everything. */
  readonly labelSelector: string;
  /** Token of the page before; null for the first page. */
  readonly continueToken: string | null;
}

export interface ObjectPage {
  readonly objects: readonly LiveObject[];
  readonly continueToken: string | null;
  /** How many objects follow this page; null where the server does not tell. */
  readonly remaining: number | null;
}

export interface Readiness {
  readonly uid: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** What it waits for, for people; empty when ready. */
  readonly detail: string;
}

/** The answer to a request that reached the server. A broken connection is a `Failure` instead. */
export type ApiResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };
