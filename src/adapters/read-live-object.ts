import type { LiveObject, OwnerReference } from '../model/managed-object.ts';
import { RELEASE_LABEL } from '../model/release.ts';
import type { ResourceType } from '../model/resource-type.ts';
import { list, record, text, textList, textMap } from './narrow.ts';

/** Narrows an object's metadata, as PartialObjectMetadata or within the whole object. */
export function readLiveObject(item: unknown, type: ResourceType): LiveObject {
  const metadata = record(record(item)['metadata']);
  const { generation } = metadata;
  return {
    key: {
      group: type.group,
      kind: type.kind,
      namespace: text(metadata['namespace']),
      name: text(metadata['name']),
    },
    type,
    uid: text(metadata['uid']),
    resourceVersion: text(metadata['resourceVersion']),
    generation: typeof generation === 'number' ? generation : null,
    creationTimestamp: text(metadata['creationTimestamp']),
    terminating: typeof metadata['deletionTimestamp'] === 'string',
    finalizers: textList(metadata['finalizers']),
    labels: textMap(metadata['labels']),
    annotations: textMap(metadata['annotations']),
    owners: list(metadata['ownerReferences']).map(readOwner),
    labelManagers: readLabelManagers(metadata['managedFields']),
  };
}

function readOwner(value: unknown): OwnerReference {
  const owner = record(value);
  return {
    uid: text(owner['uid']),
    kind: text(owner['kind']),
    name: text(owner['name']),
    controller: owner['controller'] === true,
  };
}

/** https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
function readLabelManagers(managedFields: unknown): readonly string[] {
  const managers = list(managedFields)
    .map(record)
    .filter((entry) => ownsReleaseLabel(entry['fieldsV1']))
    .map((entry) => text(entry['manager']));
  return [...new Set(managers)].sort();
}

function ownsReleaseLabel(fields: unknown): boolean {
  const labels = record(record(record(fields)['f:metadata'])['f:labels']);
  return labels[`f:${RELEASE_LABEL}`] !== undefined;
}
