import { broken } from '../entries.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';
const main = { name: 'main', image: 'a' };

/** Items of lists that have one identity. */
export const duplicates = [
  broken(
    'Pod: two containers of one name',
    workloads.pod,
    { 'spec.containers': [main, { name: 'main', image: 'b' }] },
    'duplicate',
  ),
  broken(
    'Pod: two volumes of one name',
    workloads.pod,
    {
      'spec.volumes': [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: { medium: 'Memory' } },
      ],
    },
    'duplicate',
  ),
  broken(
    'Pod: two env variables of one name',
    workloads.pod,
    {
      [`${container}.env`]: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    },
    'duplicate',
  ),
  broken(
    'Pod: two mounts at one path',
    workloads.pod,
    {
      'spec.volumes': [{ name: 'a', emptyDir: {} }],
      [`${container}.volumeMounts`]: [
        { name: 'a', mountPath: '/a' },
        { name: 'a', mountPath: '/a', readOnly: true },
      ],
    },
    'duplicate',
    { field: `${container}.volumeMounts` },
  ),
  broken(
    'Pod: two equal container ports',
    workloads.pod,
    {
      [`${container}.ports`]: [
        { containerPort: 80, name: 'a' },
        { containerPort: 80, name: 'b' },
      ],
    },
    'duplicate',
  ),
  broken(
    'Pod: one host alias twice',
    workloads.pod,
    {
      'spec.hostAliases': [
        { ip: '192.0.2.1', hostnames: ['a'] },
        { ip: '192.0.2.1', hostnames: ['b'] },
      ],
    },
    'duplicate',
  ),
  broken(
    'Service: two equal ports',
    networking.service,
    {
      'spec.ports': [
        { name: 'a', port: 80 },
        { name: 'b', port: 80 },
      ],
    },
    'duplicate',
  ),
  broken(
    'Pod: one pull secret twice',
    workloads.pod,
    { 'spec.imagePullSecrets': [{ name: 'a' }, { name: 'a' }] },
    'duplicate',
  ),
  broken(
    'ConfigMap: one finalizer twice',
    configuration.configMap,
    { 'metadata.finalizers': ['example.com/a', 'example.com/a'] },
    'duplicate',
  ),
  broken(
    'ConfigMap: one owner twice',
    configuration.configMap,
    {
      'metadata.ownerReferences': ['x', 'y'].map((name) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        uid: '1',
        name,
      })),
    },
    'duplicate',
  ),
  broken(
    'PersistentVolume: one topology key twice',
    configuration.storageClass,
    {
      allowedTopologies: [
        {
          matchLabelExpressions: [
            { key: 'a', values: ['b'] },
            { key: 'a', values: ['c'] },
          ],
        },
      ],
    },
    'rule',
    { field: 'allowedTopologies[0].matchLabelExpressions[1].key', server: 'allowedTopologies' },
  ),
];

/** Null in odd places. */
export const nulls = [
  broken(
    'Pod: a container that is null',
    workloads.pod,
    { 'spec.containers': [main, null] },
    'type',
    { field: 'spec.containers[1]', server: 'spec.containers' },
  ),
  broken('Deployment: a spec that is null', workloads.deployment, { spec: null }, 'required'),
  broken(
    'Deployment: a selector that is null',
    workloads.deployment,
    { 'spec.selector': null },
    'required',
  ),
  broken('Pod: containers that are null', workloads.pod, { 'spec.containers': null }, 'required'),
  broken('Pod: an image that is null', workloads.pod, { [`${container}.image`]: null }, 'required'),
  broken('Service: a port that is null', networking.service, { 'spec.ports': [null] }, 'type', {
    field: 'spec.ports[0]',
    server: 'spec.ports',
  }),
  broken(
    'PersistentVolumeClaim: storage that is null',
    configuration.volumeClaim,
    { 'spec.resources.requests.storage': null },
    'required',
    { server: 'spec.resources[storage]' },
  ),
];
