import { printJson } from '../model/exact-json.ts';
import type { JsonObject } from '../model/json.ts';
import type { Release } from '../model/release.ts';

/** The labelled manifests as one `List`, ready for `kubectl apply -f -`. */
export function releaseList(release: Release): JsonObject {
  return { apiVersion: 'v1', kind: 'List', items: release.manifests.map(({ object }) => object) };
}

/** The text of `dump`: JSON, indented by tabs. */
export function dumpJson(release: Release): string {
  return `${printJson(releaseList(release), '\t')}\n`;
}
