import { printJson } from '../model/exact-json.ts';
import { fieldOf, isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { RELEASE_LABEL, type Release } from '../model/release.ts';
import { pathBelow } from '../model/option-path.ts';

/**
 * The option paths in which two releases differ. Their values are left out: they may be secrets.
 * The checksum, and the label that holds it, count only where nothing else differs.
 */
export function differingPaths(left: Release, right: Release): readonly string[] {
  const paths = [
    ...below('kubernixos', { ...left.settings }, { ...right.settings }),
    ...below('', toObject(left), toObject(right)),
    ...below('warnings', left.evaluation.warnings, right.evaluation.warnings),
  ];
  if (paths.length > 0 || left.checksum === right.checksum) return paths;
  return ['kubernixos.checksum'];
}

/** The manifests by their options, each with its place: order counts as well. */
function toObject({ manifests }: Release): JsonObject {
  return Object.fromEntries(
    manifests.map(({ option, object }, place) => [option, { ...withoutLabel(object), place }]),
  );
}

function withoutLabel(object: JsonObject): JsonObject {
  const metadata = object['metadata'];
  if (!isJsonObject(metadata) || !isJsonObject(metadata['labels'])) return object;
  const labels = Object.entries(metadata['labels']).filter(([name]) => name !== RELEASE_LABEL);
  return { ...object, metadata: { ...metadata, labels: Object.fromEntries(labels) } };
}

function below(path: string, left: Json | undefined, right: Json | undefined): readonly string[] {
  if (left === undefined || right === undefined) return left === right ? [] : [path];
  if (isJsonArray(left) && isJsonArray(right)) {
    const length = Math.max(left.length, right.length);
    return Array.from({ length }).flatMap((_, index) =>
      below(pathBelow(path, index), left[index], right[index]),
    );
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].flatMap((name) =>
      below(pathBelow(path, name), fieldOf(left, name), fieldOf(right, name)),
    );
  }
  return printJson(left) === printJson(right) ? [] : [path];
}
