import { printJson } from '../model/exact-json.ts';
import type { DrillRecord } from '../model/backup-record.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import { isTime } from './backup-name.ts';

const FORMAT = 'kubernixos-drill/1';

/** What became of a drill, as the text that is signed: JSON, its keys sorted, one line. */
export function drillText(drill: DrillRecord): string {
  const { archiveSha256, backup, k0sVersion, ok, time } = drill;
  return `${printJson({ archiveSha256, backup, format: FORMAT, k0sVersion, ok, time })}\n`;
}

/** What such a text says; null where it says anything else. */
export function readDrill(value: Json): DrillRecord | null {
  if (!isJsonObject(value) || value['format'] !== FORMAT) return null;
  const { archiveSha256, backup, k0sVersion, ok, time } = value;
  const isWhole =
    isText(archiveSha256) && isText(backup) && isText(k0sVersion) && isText(time) && isTime(time);
  if (!isWhole || typeof ok !== 'boolean') return null;
  return { archiveSha256, backup, k0sVersion, ok, time };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
