import type { ImagePartition, ImagePlan } from '../../model/boot-image.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { BOOTABLE } from './partition-script.ts';

/** Where the table that `sfdisk --json` read differs from the plan, a sentence each. */
export function tableFaults({ diskId, partitions }: ImagePlan, read: Json): readonly string[] {
  const root = isJsonObject(read) ? read['partitiontable'] : undefined;
  if (!isJsonObject(root)) return ['no table can be read'];
  const found = isJsonArray(root['partitions']) ? root['partitions'] : [];
  return [
    ...differing('table', root, { label: 'gpt', id: diskId, unit: 'sectors' }),
    ...(found.length === partitions.length
      ? []
      : [`it has ${String(found.length)} partitions, not ${String(partitions.length)}`]),
    ...partitions.flatMap((partition, index) =>
      differing(`partition ${partition.name}`, found[index], expected(partition)),
    ),
  ];
}

function expected({ start, sectors, type, id, name, bootable }: ImagePartition): JsonObject {
  const attrs = bootable ? BOOTABLE : null;
  return { start, size: sectors, type, uuid: id, name, attrs };
}

function differing(what: string, found: Json | undefined, wanted: JsonObject): readonly string[] {
  const entry = isJsonObject(found) ? found : {};
  return Object.entries(wanted)
    .filter(([field, value]) => (entry[field] ?? null) !== value)
    .map(([field, value]) => `${what} has ${field} ${show(entry[field])}, not ${show(value)}`);
}

function show(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'nothing';
}
