import { printJson } from '../model/exact-json.ts';
import type { JsonObject } from '../model/json.ts';

/** A pipeline as Concourse reads it: JSON, which is YAML too. */
export function printPipeline(config: JsonObject): string {
  return `${printJson(config, '\t')}\n`;
}
