import type { Json } from '../model/json.ts';

/**
 * Whether the API server reads a value as a quantity, such as `500m`, `1Gi` or `1e3`.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function isQuantity(value: Json): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return typeof value === 'string' && QUANTITY.test(value.trim());
}

/** A lone point is a number, too: it is zero. */
const QUANTITY = /^[+-]?(?=[\d.])\d*\.?\d*(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/** Whether a quantity is less than nothing. */
export function isQuantityBelowZero(text: string): boolean {
  return text.trim().startsWith('-') && /[1-9]/.test(text);
}
