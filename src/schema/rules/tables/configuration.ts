import { type FieldTable, NEEDED } from './table.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/ */
export const CONFIGURATION_FIELDS: FieldTable = {
  'api.core.v1.ConfigMap': { data: { keys: 'configKey' }, binaryData: { keys: 'configKey' } },
  'api.core.v1.Secret': { data: { keys: 'configKey' }, stringData: { keys: 'configKey' } },
  'api.core.v1.PersistentVolumeClaimSpec': {
    accessModes: NEEDED,
    resources: NEEDED,
    storageClassName: { syntax: 'dnsName' },
  },
  'api.core.v1.VolumeResourceRequirements': {
    requests: { needed: true, values: 'positiveQuantity' },
  },
  'api.core.v1.PersistentVolumeClaim': { spec: NEEDED },
  'api.core.v1.PersistentVolume': { spec: NEEDED },
  'api.core.v1.PersistentVolumeSpec': { accessModes: NEEDED, capacity: NEEDED },
  'api.core.v1.NFSVolumeSource': { server: NEEDED, path: { needed: true, syntax: 'absolutePath' } },
  'api.core.v1.LimitRangeItem': { type: { needed: true, syntax: 'key' } },
  'api.core.v1.ResourceQuotaSpec': { hard: { values: 'positiveQuantity' } },
  'api.storage.v1.StorageClass': {
    provisioner: { needed: true, syntax: 'lowerKey' },
    volumeBindingMode: { emptyIsWord: true },
  },
  'api.node.v1.RuntimeClass': { handler: { needed: true, syntax: 'dnsLabel' } },
};
