import { isJsonObject, type JsonObject } from '../model/json.ts';
import {
  DEPLOYMENT_ANNOTATION,
  LEASE,
  type Lease,
  type LeasePlace,
  type LeaseRecord,
} from '../model/lease.ts';
import { apiVersionOf } from '../model/resource-type.ts';
import { list, record, text, textMap, textOrNull } from './narrow.ts';

/** The annotation that names the holder's process. */
const PROCESS_ANNOTATION = 'kubernixos/process';

/** Narrows a Lease. */
export function readLease({ metadata, spec }: JsonObject): Lease {
  const annotations = textMap(record(metadata)['annotations']);
  const fields = record(spec);
  return {
    metadata: isJsonObject(metadata) ? metadata : {},
    writtenAt: lastWrite(record(metadata)['managedFields']),
    deployment: textOrNull(annotations[DEPLOYMENT_ANNOTATION]),
    process: textOrNull(annotations[PROCESS_ANNOTATION]),
    holder: text(fields['holderIdentity']),
    durationSeconds: numberOf(fields['leaseDurationSeconds']),
    acquiredAt: textOrNull(fields['acquireTime']),
    renewedAt: textOrNull(fields['renewTime']),
    transitions: numberOf(fields['leaseTransitions']),
  };
}

/**
 * The server stamps every write by its own clock.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
function lastWrite(managedFields: unknown): number | null {
  const times = list(managedFields)
    .map((entry) => Date.parse(text(record(entry)['time'])))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : Math.max(...times);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The object to be written; with the resourceVersion of `seen`, which must still be the server's. */
export function leaseObject(
  { namespace, name }: LeasePlace,
  lease: LeaseRecord,
  seen: Lease | null,
): JsonObject {
  const { annotations, ...others } = seen?.metadata ?? {};
  const kept = isJsonObject(annotations) ? annotations : {};
  return {
    apiVersion: apiVersionOf(LEASE),
    kind: LEASE.kind,
    metadata: { ...others, namespace, name, annotations: { ...kept, ...annotationsOf(lease) } },
    spec: {
      holderIdentity: lease.holder,
      leaseDurationSeconds: lease.durationSeconds,
      leaseTransitions: lease.transitions,
      ...(lease.acquiredAt === null ? {} : { acquireTime: lease.acquiredAt }),
      ...(lease.renewedAt === null ? {} : { renewTime: lease.renewedAt }),
    },
  };
}

function annotationsOf({ deployment, process }: LeaseRecord): JsonObject {
  return {
    ...(deployment === null ? {} : { [DEPLOYMENT_ANNOTATION]: deployment }),
    [PROCESS_ANNOTATION]: process ?? '',
  };
}
