import type { JsonObject } from '../../model/json.ts';
import type { Report, Trail } from '../report.ts';
import { checkMetadata } from './metadata.ts';
import { checkSelector } from './selectors.ts';

type Rule = (value: JsonObject, at: Trail | null, report: Report) => void;

/** What the API server checks of a definition besides its schema. */
const RULES: Readonly<Record<string, Rule>> = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': checkMetadata,
  'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector': checkSelector,
};

/** Checks what the API server checks of a definition besides its schema. */
export function checkDefinition(
  definition: string,
  value: JsonObject,
  at: Trail | null,
  report: Report,
): void {
  RULES[definition]?.(value, at, report);
}
