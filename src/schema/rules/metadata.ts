import type { JsonObject } from '../../model/json.ts';
import { objectAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';
import { keyFault, labelFault } from '../../model/name-syntax.ts';

/** Checks labels and annotations, of an object or of a template of one. */
export function checkMetadata(metadata: JsonObject, at: Trail | null, report: Report): void {
  checkLabels(objectAt(metadata, 'labels'), below(at, 'labels'), report);
  checkAnnotations(objectAt(metadata, 'annotations'), below(at, 'annotations'), report);
}

/** Checks the keys and values of labels, also where a selector names them. */
export function checkLabels(labels: JsonObject, at: Trail | null, report: Report): void {
  for (const [key, value] of Object.entries(labels)) {
    const fault = keyFault(key) ?? (typeof value === 'string' ? labelFault(value) : null);
    if (fault !== null) report(below(at, key), fault);
  }
}

/** Of all annotations of an object together. */
const MOST_BYTES = 256 * 1024;

function checkAnnotations(annotations: JsonObject, at: Trail, report: Report): void {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    const fault = keyFault(key.toLowerCase());
    if (fault !== null) report(below(at, key), fault);
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size > MOST_BYTES)
    report(at, `has ${String(size)} bytes, and may have ${String(MOST_BYTES)}.`);
}
