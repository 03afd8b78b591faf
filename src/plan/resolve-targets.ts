import { isCustomResourceDefinition } from '../model/built-in.ts';
import { Failure } from '../model/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { keyOf, type Manifest } from '../model/manifest.ts';
import { groupOf, keyText, showKey } from '../model/object-key.ts';
import { type Discovery, type ResourceType, showGroup } from '../model/resource-type.ts';
import type { Target } from '../model/target.ts';

/**
 * Gives every manifest the identity that kubectl would give it: the namespace from the manifest,
 * else `defaultNamespace`; none for cluster-scoped kinds.
 *
 * Fails, before anything is written, where the cluster serves no such kind, where discovery is
 * stale for a group that the manifests use, and where two manifests turn out to be one object.
 */
export function resolveTargets(
  manifests: readonly Manifest[],
  discovery: Discovery,
  defaultNamespace: string,
): readonly Target[] {
  rejectStaleGroups(manifests, discovery);
  const declared = typesOfCrds(manifests);
  const unknown: string[] = [];
  const targets: Target[] = [];
  for (const manifest of manifests) {
    const served = discovery.served.get(manifest.apiVersion)?.get(manifest.kind);
    const type = served ?? declared.get(`${manifest.apiVersion} ${manifest.kind}`);
    if (type === undefined) unknown.push(unknownKind(manifest, discovery));
    else targets.push(targetOf(manifest, type, served !== undefined, defaultNamespace));
  }
  if (unknown.length > 0) throw unknownKinds(unknown);
  rejectDuplicates(targets);
  return targets;
}

function targetOf(
  manifest: Manifest,
  type: ResourceType,
  served: boolean,
  defaultNamespace: string,
): Target {
  const key = keyOf(manifest);
  const namespace = type.namespaced ? key.namespace || defaultNamespace : '';
  return { manifest, key: { ...key, namespace }, type, served };
}

function rejectStaleGroups(manifests: readonly Manifest[], discovery: Discovery): void {
  const used = new Set(manifests.map((manifest) => groupOf(manifest.apiVersion)));
  const stale = discovery.staleGroups.filter((group) => used.has(group));
  if (stale.length === 0) return;
  throw new Failure({
    code: 'discovery-stale',
    message: `the API server gives no current answer for ${stale.map(showGroup).join(', ')}, which the manifests use`,
    hint: 'See `kubectl get apiservices`: the server behind that group is down. Nothing was applied or deleted.',
  });
}

/** The types that the release's own CustomResourceDefinitions will serve, by `apiVersion kind`. */
function typesOfCrds(manifests: readonly Manifest[]): ReadonlyMap<string, ResourceType> {
  return new Map(
    manifests
      .filter((manifest) => isCustomResourceDefinition(keyOf(manifest)))
      .flatMap((manifest) => crdTypes(manifest.object['spec']))
      .map((type) => [`${type.group}/${type.version} ${type.kind}`, type]),
  );
}

function crdTypes(spec: Json | undefined): ResourceType[] {
  if (!isJsonObject(spec)) return [];
  const names = isJsonObject(spec['names']) ? spec['names'] : {};
  const versions = Array.isArray(spec['versions']) ? spec['versions'] : [];
  return versions.filter(isServedVersion).map((version) => ({
    group: text(spec['group']),
    version: text(version['name']),
    kind: text(names['kind']),
    plural: text(names['plural']),
    namespaced: spec['scope'] === 'Namespaced',
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
  }));
}

function isServedVersion(version: Json): version is JsonObject {
  return isJsonObject(version) && version['served'] === true;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function unknownKind(manifest: Manifest, discovery: Discovery): string {
  const group = groupOf(manifest.apiVersion);
  const others = [...discovery.served]
    .filter(([apiVersion, kinds]) => groupOf(apiVersion) === group && kinds.has(manifest.kind))
    .map(([apiVersion]) => apiVersion);
  const advice = others.length > 0 ? ` (it serves ${others.join(', ')})` : '';
  return `${manifest.option}: the cluster serves no ${manifest.kind} in ${manifest.apiVersion}${advice}`;
}

function unknownKinds(lines: readonly string[]): Failure {
  return new Failure({
    code: 'unknown-kind',
    message: lines.join('\n'),
    hint: 'Correct apiVersion and kind, or add the CustomResourceDefinition to the manifests. Nothing was applied or deleted.',
  });
}

function rejectDuplicates(targets: readonly Target[]): void {
  const seen = new Map<string, Target>();
  const clashes = targets.flatMap((target) => {
    const first = seen.get(keyText(target.key));
    seen.set(keyText(target.key), target);
    return first === undefined ? [] : [clash(first, target)];
  });
  if (clashes.length === 0) return;
  throw new Failure({
    code: 'duplicate-identity',
    message: clashes.join('\n'),
    hint: 'Write the namespace into both manifests, or remove one. Nothing was applied or deleted.',
  });
}

function clash(first: Target, second: Target): string {
  return `${first.manifest.option} and ${second.manifest.option} are both ${showKey(first.key)} in this cluster`;
}
