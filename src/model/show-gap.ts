import type { InventoryGap } from './managed-object.ts';
import { showGroup, showType } from './resource-type.ts';

/** What could not be listed, and why, in one line. */
export function showGap({ group, type, reason }: InventoryGap): string {
  return `${type === null ? `group ${showGroup(group)}` : showType(type)}: ${reason}`;
}
