import { good } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const name = 'metadata.name';

/** Names and metadata that are unusual, and legal. */
export const oddNames = [
  good('ClusterRole: a name with colons', access.clusterRole, { [name]: 'system:shop:reader' }),
  good('ClusterRole: a name with capitals and spaces', access.clusterRole, {
    [name]: 'Shop Reader_1 (old)',
  }),
  good('ClusterRoleBinding: a name with an umlaut', access.clusterRoleBinding, {
    [name]: 'Lädchen',
  }),
  good('Role: a name that begins with a dash', access.role, { [name]: '-odd:' }),
  good('RoleBinding: a name with an at sign', access.roleBinding, { [name]: 'shop@example.com' }),
  good('RoleBinding: a user by mail', access.roleBinding, {
    subjects: [
      { kind: 'User', name: 'Anna <anna@example.com>', apiGroup: 'rbac.authorization.k8s.io' },
    ],
  }),
  good('ConfigMap: a name with dots', configuration.configMap, { [name]: 'shop.example.com' }),
  good('ConfigMap: a name of digits', configuration.configMap, { [name]: '2026' }),
  good('ConfigMap: a name of 253 letters', configuration.configMap, { [name]: 'c'.repeat(253) }),
  good('Service: a name that begins with a digit', networking.service, { [name]: '1shop' }),
  good('Service: a name of 63 letters', networking.service, { [name]: 's'.repeat(63) }),
  good('Namespace: a name of digits', configuration.namespace, { [name]: '42' }),
  good('CronJob: a name of 52 letters', workloads.cronJob, { [name]: 'c'.repeat(52) }),
  good('Deployment: a name with dots', workloads.deployment, { [name]: 'shop.v1.example' }),
  good('StorageClass: a name with dots', configuration.storageClass, {
    [name]: 'fast.example.com',
  }),
  good('RuntimeClass: a name that is a number', policy.runtimeClass, { [name]: '1' }),
  good('ServiceAccount: a name with dots', access.serviceAccount, { [name]: 'shop.bot' }),
  good('ConfigMap: finalizers', configuration.configMap, {
    'metadata.finalizers': ['example.com/wait', 'orphan'],
  }),
  good('ConfigMap: an owner', configuration.configMap, {
    'metadata.ownerReferences': [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: '1', controller: true },
    ],
  }),
  good('ConfigMap: label keys of all forms', configuration.configMap, {
    'metadata.labels': {
      'app.kubernetes.io/name': 'Shop_1.0',
      A: 'b',
      '1': 'c',
      'example.com/a_b.C': '',
    },
  }),
  good('ConfigMap: a namespace', configuration.configMap, { 'metadata.namespace': 'default' }),
  good('ClusterRole: a namespace in vain', access.clusterRole, {
    'metadata.namespace': undefined,
    'metadata.labels': {},
  }),
  good('ConfigMap: a field of metadata that the server sets', configuration.configMap, {
    'metadata.generation': 3,
    'metadata.selfLink': '/a',
  }),
  good('ConfigMap: a generateName beside its name', configuration.configMap, {
    'metadata.generateName': 'shop-',
  }),
];
