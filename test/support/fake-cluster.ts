import { isCustomResourceDefinition, isNamespace } from '../../src/model/built-in.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { LiveObject } from '../../src/model/managed-object.ts';
import { keyText } from '../../src/model/object-key.ts';
import { apiVersionOf, type Discovery, type ResourceType } from '../../src/model/resource-type.ts';
import type { KubeApi } from '../../src/ports/kube-api.ts';
import { failure, success } from './api-results.ts';
import { discovery } from './builders.ts';
import { fakeLeases, type FakeLeases } from './fake-leases.ts';

export { failure, success };

export interface Deletion {
  readonly object: LiveObject;
  readonly dryRun: boolean;
}

/** An API server in memory, with the rules that matter for deletion. */
export interface FakeCluster {
  readonly api: KubeApi;
  /** What it holds, by the text of the key. */
  readonly objects: Map<string, LiveObject>;
  /** Every DELETE request, with the state of the object that was its precondition. */
  readonly deletions: Deletion[];
  readonly leases: FakeLeases;
  /** What a deletion took, directly or along with its Namespace, definition or owner. */
  readonly lost: LiveObject[];
  put(object: LiveObject): void;
  remove(object: LiveObject): void;
}

export interface FakeClusterOptions {
  readonly discovery?: Discovery;
  /** Replaces single operations. */
  readonly api?: Partial<KubeApi>;
  /** Types whose list or objects the user may not see. */
  readonly forbidden?: readonly ResourceType[];
}

export function fakeCluster(
  initial: readonly LiveObject[],
  options: FakeClusterOptions = {},
): FakeCluster {
  const objects = new Map(initial.map((object) => [keyText(object.key), object]));
  const deletions: Deletion[] = [];
  const lost: LiveObject[] = [];
  const leases = fakeLeases();
  const forbidden = (type: ResourceType) =>
    (options.forbidden ?? []).some(({ plural, group }) => is(type, plural, group));
  const cluster: FakeCluster = {
    objects,
    deletions,
    lost,
    leases,
    put: (object) => void objects.set(keyText(object.key), object),
    remove: (object) => void objects.delete(keyText(object.key)),
    api: {
      discover: () => Promise.resolve(options.discovery ?? discovery()),
      listPage: (type, { namespace, labelSelector }) =>
        Promise.resolve(
          forbidden(type)
            ? failure(403)
            : success({
                objects: [...objects.values()]
                  .filter((object) => is(object.type, type.plural, type.group))
                  .filter(({ key }) => namespace === '' || key.namespace === namespace)
                  .filter(({ labels }) => selects(labelSelector, labels)),
                ...{ continueToken: null, remaining: null },
              }),
        ),
      get(type, namespace, name) {
        const key = { group: type.group, kind: type.kind, namespace, name };
        const object = objects.get(keyText(key));
        if (forbidden(type)) return Promise.resolve(failure(403));
        return Promise.resolve(object === undefined ? failure(404) : success(object));
      },
      read(type, namespace, name) {
        const key = { group: type.group, kind: type.kind, namespace, name };
        const object = objects.get(keyText(key));
        if (forbidden(type)) return Promise.resolve(failure(403));
        return Promise.resolve(object === undefined ? failure(404) : success(wholeObject(object)));
      },
      document: () => Promise.resolve(failure(404)),
      rehearseReplace: (_type, object) => Promise.resolve(success(object)),
      isReady: (_type, name) =>
        Promise.resolve(success({ uid: name, ready: true, terminating: false, detail: '' })),
      delete(object, { dryRun }) {
        deletions.push({ object, dryRun });
        const live = objects.get(keyText(object.key));
        if (live === undefined) return Promise.resolve(failure(404));
        if (live.uid !== object.uid || live.resourceVersion !== object.resourceVersion)
          return Promise.resolve(failure(409));
        if (!dryRun) take(live, cluster);
        return Promise.resolve(success(null));
      },
      readLease: leases.readLease,
      writeLease: leases.writeLease,
      ...options.api,
    },
  };
  return cluster;
}

/** The object as JSON, without what only a server knows. */
function wholeObject({
  key,
  type,
  labels,
  annotations,
  uid,
  resourceVersion,
}: LiveObject): JsonObject {
  const { name, namespace } = key;
  const place = namespace === '' ? {} : { namespace };
  const metadata = { name, ...place, uid, resourceVersion, labels, annotations };
  return { apiVersion: apiVersionOf(type), kind: key.kind, metadata };
}

/** Deletes as the server and its controllers do: what is inside, and what is owned, goes too. */
function take(object: LiveObject, cluster: FakeCluster): void {
  if (object.finalizers.length > 0) {
    cluster.put({ ...object, terminating: true, resourceVersion: `${object.resourceVersion}0` });
    return;
  }
  cluster.remove(object);
  cluster.lost.push(object);
  for (const other of [...cluster.objects.values()]) {
    const inside =
      (isNamespace(object.key) && other.key.namespace === object.key.name) ||
      (isCustomResourceDefinition(object.key) &&
        `${other.type.plural}.${other.type.group}` === object.key.name);
    const orphaned =
      other.owners.length > 0 &&
      other.owners.every((owner) => cluster.lost.some(({ uid }) => uid === owner.uid));
    if (inside || orphaned) take(other, cluster);
  }
}

function is(type: ResourceType, plural: string, group: string): boolean {
  return type.plural === plural && type.group === group;
}

function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const [name = '', value] = selector.split('=');
  if (selector === '') return true;
  return value === undefined ? labels[name] !== undefined : labels[name] === value;
}
