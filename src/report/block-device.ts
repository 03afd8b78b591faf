import type { BlockDevice } from '../model/block-device.ts';

/** What people know a disk by. */
export function deviceLine({ path, model, serial, bytes, transport }: BlockDevice): string {
  const size = bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
  const by = transport === '' ? '' : `, ${transport}`;
  return `${path}: ${model || 'no model'}, serial ${serial || 'unknown'}, ${size}${by}`;
}

/** What is on it, and would be lost. */
export function contentLines({ parts }: BlockDevice): readonly string[] {
  return parts.flatMap((part) => [
    `  ${part.path}: ${part.content || 'no file system'}, ${(part.bytes / 1e6).toFixed(1)} MB`,
    ...contentLines(part),
  ]);
}
