import { good } from '../entries.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';

/** An empty string where only some words are allowed: the API server takes it for none, in these fields. */
export const emptyWords = [
  good('Pod: empty words', workloads.pod, {
    'spec.restartPolicy': '',
    'spec.dnsPolicy': '',
    [`${container}.imagePullPolicy`]: '',
    [`${container}.terminationMessagePolicy`]: '',
  }),
  good('Pod: an empty protocol', workloads.pod, {
    [`${container}.ports`]: [{ containerPort: 80, protocol: '' }],
  }),
  good('Pod: a protocol that is null beside another', workloads.pod, {
    [`${container}.ports`]: [
      { containerPort: 53, protocol: null },
      { containerPort: 53, protocol: 'TCP' },
    ],
  }),
  good('Pod: an empty scheme of a probe', workloads.pod, {
    [`${container}.livenessProbe.httpGet`]: { port: 80, scheme: '' },
  }),
  good('Pod: an empty operator and effect of a toleration', workloads.pod, {
    'spec.tolerations': [{ key: 'a', operator: '', effect: '' }],
  }),
  good('Deployment: an empty type of strategy', workloads.deployment, { 'spec.strategy.type': '' }),
  good('StatefulSet: an empty pod management', workloads.statefulSet, {
    'spec.podManagementPolicy': '',
  }),
  good('CronJob: an empty concurrencyPolicy', workloads.cronJob, { 'spec.concurrencyPolicy': '' }),
  good('Service: empty words', networking.service, {
    'spec.type': '',
    'spec.sessionAffinity': '',
    'spec.externalTrafficPolicy': '',
    'spec.ports[0].protocol': '',
  }),
  good('StorageClass: an empty reclaimPolicy', configuration.storageClass, { reclaimPolicy: '' }),
  good('PersistentVolume: an empty reclaim policy', configuration.volume, {
    'spec.persistentVolumeReclaimPolicy': '',
  }),
];
