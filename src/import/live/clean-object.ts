import { withoutBookkeeping } from '../../model/bookkeeping.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  withoutFields,
} from '../../model/json.ts';
import { withoutAllocated } from './allocated-fields.ts';

/**
 * A live object without what the server and its controllers wrote: status, bookkeeping, and what was
 * allocated. Defaults stay.
 */
export function cleanObject(live: JsonObject): JsonObject {
  const object = withoutAllocated(withoutBookkeeping(live));
  const { metadata } = object;
  return isJsonObject(metadata) ? { ...object, metadata: cleanMetadata(metadata) } : object;
}

function cleanMetadata({ annotations, finalizers, ...rest }: JsonObject): JsonObject {
  return {
    ...withoutFields(rest, ['generateName', 'ownerReferences']),
    ...unlessEmpty('annotations', isJsonObject(annotations) ? ownAnnotations(annotations) : {}),
    ...unlessEmpty('finalizers', isJsonArray(finalizers) ? ownFinalizers(finalizers) : []),
  };
}

function unlessEmpty(name: string, value: JsonObject | readonly Json[]): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

function ownAnnotations(annotations: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(annotations).filter(([name]) => !CONTROLLERS.some((rule) => rule.test(name))),
  );
}

/** Annotations of Kubernetes' own controllers. https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const CONTROLLERS: readonly RegExp[] = [
  /^autoscaling\.alpha\.kubernetes\.io\//,
  /^batch\.kubernetes\.io\/cronjob-scheduled-timestamp$/,
  /^control-plane\.alpha\.kubernetes\.io\/leader$/,
  /^deprecated\.daemonset\.template\.generation$/,
  /^deployment\.kubernetes\.io\/(?:desired-replicas|max-replicas|revision|revision-history)$/,
  /^endpoints\.kubernetes\.io\/last-change-trigger-time$/,
  /^pv\.kubernetes\.io\//,
  /^volume\.(?:beta\.)?kubernetes\.io\/(?:selected-node|storage-provisioner|storage-resizer)$/,
];

function ownFinalizers(finalizers: readonly Json[]): readonly Json[] {
  return finalizers.filter((name) => typeof name !== 'string' || !FINALIZERS.has(name));
}

const FINALIZERS: ReadonlySet<string> = new Set([
  'foregroundDeletion',
  'kubernetes',
  'kubernetes.io/pv-protection',
  'kubernetes.io/pvc-protection',
  'orphan',
  'service.kubernetes.io/load-balancer-cleanup',
]);
