import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  withoutFields,
} from '../../model/json.ts';
import { listAt, objectAt, textAt } from '../../model/json-path.ts';
import { keyOfObject } from '../../model/object-key.ts';

/** An object without what was allocated to it alone, and would be in the way of another one like it. */
export function withoutAllocated(object: JsonObject): JsonObject {
  const { group, kind } = keyOfObject(object);
  const change = CHANGES[group === '' ? kind : `${kind}.${group}`];
  return change === undefined ? object : change(object);
}

const CHANGES: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  Service: withoutAddresses,
  'Job.batch': withoutJobSelector,
  PersistentVolumeClaim: withoutBinding,
  Pod: withoutPlace,
  ServiceAccount: withoutTokens,
};

function withSpec(object: JsonObject, change: (spec: JsonObject) => JsonObject): JsonObject {
  return { ...object, spec: change(objectAt(object, 'spec')) };
}

/** A headless Service says so by its address. */
function withoutAddresses(service: JsonObject): JsonObject {
  const isHeadless = textAt(service, 'spec', 'clusterIP') === 'None';
  const names = ['clusterIPs', 'healthCheckNodePort', ...(isHeadless ? [] : ['clusterIP'])];
  return withSpec(service, (spec) => withoutFields(spec, names));
}

/** The labels by which a Job knows its Pods hold its uid, unless the user chose them. */
function withoutJobSelector(job: JsonObject): JsonObject {
  if (objectAt(job, 'spec')['manualSelector'] === true) return job;
  const unlabelled = withoutJobLabels(job);
  return withSpec(unlabelled, (spec) => ({
    ...withoutFields(spec, ['selector']),
    template: withoutJobLabels(objectAt(spec, 'template')),
  }));
}

const JOB_LABELS = [
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
];

function withoutJobLabels(object: JsonObject): JsonObject {
  const labels = withoutFields(objectAt(object, 'metadata', 'labels'), JOB_LABELS);
  const metadata = withoutFields(objectAt(object, 'metadata'), ['labels']);
  const left = Object.keys(labels).length === 0 ? metadata : { ...metadata, labels };
  return Object.keys(left).length === 0
    ? withoutFields(object, ['metadata'])
    : { ...object, metadata: left };
}

/** Where the controller chose the volume, another claim gets another one. */
function withoutBinding(claim: JsonObject): JsonObject {
  const annotations = objectAt(claim, 'metadata', 'annotations');
  if (annotations['pv.kubernetes.io/bound-by-controller'] !== 'yes') return claim;
  return withSpec(claim, (spec) => withoutFields(spec, ['volumeName']));
}

/** The node, and the token that is mounted into every container. */
function withoutPlace(pod: JsonObject): JsonObject {
  return withSpec(pod, (spec) => ({
    ...withoutFields(spec, ['nodeName', 'priority']),
    ...trimList(spec, 'volumes', isToken),
    ...Object.fromEntries(
      ['containers', 'initContainers'].flatMap((name) => {
        const containers = spec[name];
        if (!isJsonArray(containers)) return [];
        return [[name, containers.map(withoutTokenMount)] as const];
      }),
    ),
  }));
}

function withoutTokenMount(container: Json): Json {
  if (!isJsonObject(container)) return container;
  return { ...container, ...trimList(container, 'volumeMounts', isToken) };
}

function isToken(element: Json): boolean {
  return isJsonObject(element) && textAt(element, 'name').startsWith('kube-api-access-');
}

function withoutTokens(account: JsonObject): JsonObject {
  const prefix = `${textAt(account, 'metadata', 'name')}-token-`;
  const isOwn = (secret: Json) => isJsonObject(secret) && textAt(secret, 'name').startsWith(prefix);
  const secrets = listAt(account, 'secrets').filter((secret) => !isOwn(secret));
  return secrets.length === 0 ? withoutFields(account, ['secrets']) : { ...account, secrets };
}

function trimList(
  object: JsonObject,
  name: string,
  isGone: (element: Json) => boolean,
): JsonObject {
  const list = object[name];
  return isJsonArray(list) ? { [name]: list.filter((element) => !isGone(element)) } : {};
}
