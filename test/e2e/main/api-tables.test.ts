import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { clusterTools } from '../../support/cluster-tools.ts';
import { evaluateNix } from '../../support/nix-eval.ts';

// What lib/ knows of Kubernetes' API by heart, compared with the API that this server describes.

interface Property {
  readonly type?: string;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-patch-merge-key'?: string;
}
interface Operation {
  readonly 'x-kubernetes-action'?: string;
  readonly 'x-kubernetes-group-version-kind'?: { readonly group: string; readonly kind: string };
}
interface OpenApi {
  readonly definitions: Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, Property>> }>
  >;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const lib = join(import.meta.dirname, '../../../lib');
const tools = clusterTools(inject('controlPlane'));
let api: OpenApi;

beforeAll(async () => {
  api = JSON.parse(await tools.kubectl(['get', '--raw', '/openapi/v2'])) as OpenApi;
});

async function read<T>(expression: string): Promise<T> {
  const evaluation = await evaluateNix(expression);
  if (!evaluation.ok) throw new Error(evaluation.message);
  return evaluation.value as T;
}

/** `list: fields` for each alternative of keys.nix. */
const ourKeys = () =>
  read<string[]>(`
    let
      inherit (builtins) attrNames concatMap concatStringsSep lessThan sort;
      keys = import ${lib}/merge/keys.nix;
      show = list: { required, optional }:
        "\${list}: " + concatStringsSep " " (sort lessThan (map (concatStringsSep ".") required ++ attrNames optional));
    in
    concatMap (list: map (show list) keys.\${list}) (attrNames keys)
  `);

/** The same of the API; no fields for a set. */
function keysOfApi(): Set<string> {
  const properties = Object.entries(api.definitions)
    .filter(([name]) => name.startsWith('io.k8s.'))
    .flatMap(([, { properties = {} }]) => Object.entries(properties));
  return new Set(
    properties.flatMap(([list, property]) =>
      keyOf(property).map((fields) => `${list}: ${[...fields].sort().join(' ')}`),
    ),
  );
}

function keyOf(property: Property): (readonly string[])[] {
  const type = property['x-kubernetes-list-type'];
  const mergeKey = property['x-kubernetes-patch-merge-key'];
  if (property.type !== 'array') return [];
  if (type === 'set') return [[]];
  if (type === 'map') return [property['x-kubernetes-list-map-keys'] ?? []];
  return mergeKey === undefined || type === 'atomic' ? [] : [[mergeKey]];
}

/** Keyed or sets in one type only, and otherwise elsewhere; or never written by users. */
const notOurs = [
  ...['addresses: ', 'addresses: type', 'apiGroups: ', 'containers: ', 'decodableVersions: '],
  ...['failed: ', 'namespaces: ', 'nonResourceURLs: ', 'resources: ', 'servedVersions: '],
  ...['succeeded: ', 'values: ', 'verbs: '],
];

/** Lists that the API replaces as a whole; those of the Gateway API are not in it. */
const beyondTheApi = [
  ...['backendRefs: group kind name namespace port', 'certificateRefs: group kind name namespace'],
  'parentRefs: group kind name namespace port sectionName',
  ...['readinessGates: conditionType', 'subjects: kind name namespace', 'taints: effect key'],
  'volumeClaimTemplates: metadata.name',
];

test('the elements of every list are told apart as the API does', async () => {
  const ours = await ourKeys();
  const served = keysOfApi();
  expect(served.size).toBeGreaterThan(40);
  expect([...served].filter((keys) => !notOurs.includes(keys) && !ours.includes(keys))).toEqual([]);
});

/** Alpha types, which this server need not describe. */
const alpha = [
  ...['podGroupTemplates: name', 'storageVersions: apiServerID', 'reservedFor: uid'],
  'devices: device driver pool shareID',
];

test('no list has other keys than in the API, but for those that it replaces', async () => {
  const served = keysOfApi();
  const others = (await ourKeys()).filter((keys) => !served.has(keys) && !alpha.includes(keys));
  expect(others.sort()).toEqual([...beyondTheApi].sort());
});

test('every kind that is served lives where lib/ says', async () => {
  const known = await read<Record<string, string>>(`(import ${lib}/release/scopes.nix).builtIn`);
  const custom = await tools.kubectl(['get', 'crds', '-o', 'jsonpath={.items[*].spec.group}']);
  const kinds = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.values(operations).flatMap((operation) => {
      const type = operation['x-kubernetes-group-version-kind'];
      const isCollection = !path.includes('/{name}');
      return operation['x-kubernetes-action'] === 'post' && isCollection && type !== undefined
        ? [{ ...type, scope: path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster' }]
        : [];
    }),
  );
  const builtIn = kinds.filter(({ group }) => !custom.split(' ').includes(group));
  expect(builtIn.length).toBeGreaterThan(50);
  for (const { group, kind, scope } of builtIn)
    expect(`${kind} ${known[`${group}/${kind}`]}`).toBe(`${kind} ${scope}`);
});
