import { configMap, service, type Manifest } from './manifests.ts';

/** Objects as people write them: nothing in them is a default, and all that matters is said. */
export function writtenObjects(namespace: string): readonly Manifest[] {
  const metadata = (name: string) => ({ name, namespace });
  const labels = { app: 'web' };
  const claim = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  };
  const job = { template: { spec: { restartPolicy: 'Never', containers: [container('job')] } } };
  return [
    configMap(namespace, 'web', { 'start.sh': '#!/bin/sh\nexec web "${PORT}"\n' }),
    service(namespace, 'web', { selector: labels }),
    service(namespace, 'headless', { clusterIP: 'None', selector: labels }),
    service(namespace, 'outside', {
      type: 'NodePort',
      ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353, nodePort: 30053 }],
    }),
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('web'),
      data: { password: 'eA==' },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('web') },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadata('web'), spec: claim },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata('web'), labels, annotations: { 'example.com/team': 'shop' } },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: webSpec() },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata('queue'),
      spec: {
        replicas: 1,
        serviceName: 'headless',
        selector: { matchLabels: { app: 'queue' } },
        template: {
          metadata: { labels: { app: 'queue' } },
          spec: { containers: [container('queue')] },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadata('backup'),
      spec: { schedule: '0 0 1 1 *', jobTemplate: { spec: job } },
    },
    { apiVersion: 'batch/v1', kind: 'Job', metadata: metadata('migrate'), spec: job },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadata('web'),
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('web'),
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: metadata('web'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: 'web' }],
    },
  ];
}

function container(name: string) {
  return { name, image: `${name}:1` };
}

function webSpec() {
  return {
    containers: [
      {
        ...container('web'),
        env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        ports: [{ containerPort: 80 }],
        readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 5 },
        volumeMounts: [{ name: 'settings', mountPath: '/settings' }],
      },
      { ...container('log'), image: 'log', imagePullPolicy: 'IfNotPresent' },
    ],
    serviceAccountName: 'web',
    volumes: [{ name: 'settings', configMap: { name: 'web' } }],
  };
}
