import type { ApiError } from '../../src/model/api-error.ts';
import type { ApiResult } from '../../src/ports/kube-api.ts';

export function success<T>(value: T): ApiResult<T> {
  return { ok: true, value };
}

const REASONS: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
};

export function failure(status: number, message?: string): { ok: false; error: ApiError } {
  const reason = REASONS[status] ?? `HTTP ${String(status)}`;
  return { ok: false, error: { status, reason, message: message ?? reason } };
}
