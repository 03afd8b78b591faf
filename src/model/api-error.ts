/** HTTP statuses that decide something. */
export const FORBIDDEN = 403;
export const NOT_FOUND = 404;
export const CONFLICT = 409;

/** The reason where an object is there that cannot be held as it is: no other look mends that. */
export const UNREADABLE = 'Unreadable';

/** Why the API server did not do what it was asked. */
export interface ApiError {
  /** The HTTP status. */
  readonly status: number;
  /** The reason of its `Status` object; `HTTP 404` and the like where the answer holds none. */
  readonly reason: string;
  readonly message: string;
}

/**
 * Whether the API server itself says that an object is not there. A 404 without a `Status` object proves
 * nothing: it also comes from a gateway that leads elsewhere, and for a kind that is not served any more.
 */
export function isNotFound({ status, reason }: ApiError): boolean {
  return status === NOT_FOUND && reason === 'NotFound';
}

/**
 * Whether an object cannot be made because its Namespace is being deleted. The server refuses it with 403
 * as if the user might not; the message alone tells.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/namespace/lifecycle/admission.go
 */
export function isNamespaceGoing({ status, message }: ApiError): boolean {
  return status === FORBIDDEN && message.endsWith('because it is being terminated');
}
