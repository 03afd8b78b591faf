import type { InventoryGap } from '../model/managed-object.ts';

/** A group whose types discovery could not tell for certain. */
export function staleGap(group: string): InventoryGap {
  return { group, type: null, reason: 'its discovery is stale: the server behind it is down' };
}
