import type { Discovery, ResourceType } from '../model/resource-type.ts';
import { list, record, text, textList } from './narrow.ts';

/** One version of a group, as aggregated discovery tells it. */
interface GroupVersion {
  readonly group: string;
  readonly stale: boolean;
  readonly types: readonly ResourceType[];
  readonly apiVersion: string;
}

/** Whether an answer is aggregated discovery at all; older servers answer something else. */
export function isAggregatedDiscovery(document: unknown): boolean {
  return record(document)['kind'] === 'APIGroupDiscoveryList';
}

/**
 * Whether an answer to `/api` or `/apis` can be all of it: every API server has Namespaces in `v1`, and
 * some group besides. Stale versions count: they are told as such.
 */
export function isPlausible(document: unknown, path: string): boolean {
  const groups = list(record(document)['items']);
  const isNamed = (item: unknown) => groupName(item) !== '';
  if (path === '/apis') return groups.length > 0 && groups.every(isNamed);
  const core = groups.filter((item) => !isNamed(item)).flatMap(readGroup);
  return core.some(
    ({ apiVersion, stale, types }) =>
      apiVersion === 'v1' && (stale || types.some(({ kind }) => kind === 'Namespace')),
  );
}

/**
 * Joins the aggregated discovery documents of `/api` and `/apis`.
 * Servers list a group's versions in their order of preference.
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export function readDiscovery(documents: readonly unknown[], serverTime: number | null): Discovery {
  const groups = documents.flatMap((document) => list(record(document)['items']));
  const versions = groups.flatMap(readGroup);
  const stale = new Set([
    ...groups.filter(isWithoutVersions).map(groupName),
    ...versions.filter((version) => version.stale).map(({ group }) => group),
  ]);
  return {
    types: preferredTypes(versions.filter((version) => !version.stale)),
    served: new Map(
      versions.map(({ apiVersion, types }) => [
        apiVersion,
        new Map(types.map((type) => [type.kind, type])),
      ]),
    ),
    staleGroups: [...stale].sort(),
    serverTime,
  };
}

function readGroup(item: unknown): readonly GroupVersion[] {
  const group = groupName(item);
  return list(record(item)['versions']).map((value) => {
    const entry = record(value);
    const version = text(entry['version']);
    const types = list(entry['resources']).map((resource) => readType(resource, group, version));
    return {
      group,
      stale: entry['freshness'] === 'Stale' || !types.every(isNamedType),
      types: types.filter(isNamedType),
      apiVersion: group === '' ? version : `${group}/${version}`,
    };
  });
}

/** No API server serves such a group: what it holds is not known. */
function isWithoutVersions(item: unknown): boolean {
  return list(record(item)['versions']).length === 0;
}

function groupName(item: unknown): string {
  return text(record(record(item)['metadata'])['name']);
}

/** What has no name cannot be listed. Only what has no verbs either may lack a kind. */
function isNamedType({ plural, kind, verbs }: ResourceType): boolean {
  return plural !== '' && (kind !== '' || verbs.length === 0);
}

function readType(value: unknown, group: string, version: string): ResourceType {
  const resource = record(value);
  return {
    group,
    version,
    kind: text(record(resource['responseKind'])['kind']),
    plural: text(resource['resource']),
    namespaced: resource['scope'] === 'Namespaced',
    verbs: textList(resource['verbs']),
  };
}

/** Each resource of a group once, in the first version that serves it. */
function preferredTypes(versions: readonly GroupVersion[]): readonly ResourceType[] {
  const types = new Map<string, ResourceType>();
  for (const type of versions.flatMap((version) => version.types)) {
    const id = `${type.group}/${type.plural}`;
    if (!types.has(id)) types.set(id, type);
  }
  return [...types.values()].sort((a, b) =>
    `${a.group}/${a.plural}` < `${b.group}/${b.plural}` ? -1 : 1,
  );
}
