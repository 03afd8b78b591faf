import type { ApiResult } from '../ports/kube-api.ts';
import type { LiveObject } from '../model/managed-object.ts';
import { strangeAnswer } from './api-failures.ts';
import { record } from './narrow.ts';

/**
 * Reads the answer to a deletion that has succeeded: a `Status` of success, or the very object where it
 * does not go at once. Anything else was said by something that is not the API server.
 */
export function readDeletion(document: unknown, { uid }: LiveObject): ApiResult<null> {
  const { kind, status, metadata } = record(document);
  const isSuccess = kind === 'Status' && status === 'Success';
  return isSuccess || record(metadata)['uid'] === uid
    ? { ok: true, value: null }
    : strangeAnswer('its answer does not say that the object was deleted');
}
