/** Good manifests of configuration and storage, to be broken. */

export const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {},
  data: { key: 'value' },
};

export const secret = { apiVersion: 'v1', kind: 'Secret', metadata: {}, data: { key: 'dmFsdWU=' } };

export const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: {} };

export const volumeClaim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {},
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

export const volume = {
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: {},
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Gi' },
    nfs: { server: 'nfs.example.com', path: '/srv' },
  },
};

export const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {},
  provisioner: 'example.com/disk',
};

export const csiDriver = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: {},
  spec: { attachRequired: false },
};

export const lease = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: {},
  spec: { holderIdentity: 'shop-0' },
};
