import { broken, onlyServer } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

const name = 'metadata.name';
const container = 'spec.containers[0]';
const long = (length: number) => 'a'.repeat(length);

/** Names that the kind does not allow. */
export const names = [
  broken('Deployment: a name in capitals', workloads.deployment, { [name]: 'Shop' }, 'name'),
  broken(
    'Deployment: a name with an underscore',
    workloads.deployment,
    { [name]: 'my_shop' },
    'name',
  ),
  broken('Deployment: a name of 254 letters', workloads.deployment, { [name]: long(254) }, 'name'),
  broken('Pod: a name that ends with a dash', workloads.pod, { [name]: 'shop-' }, 'name'),
  broken('Pod: a name with a space', workloads.pod, { [name]: 'my shop' }, 'name'),
  broken(
    'ConfigMap: a name with an umlaut',
    configuration.configMap,
    { [name]: 'lädchen' },
    'name',
  ),
  broken(
    'ConfigMap: a name that begins with a dot',
    configuration.configMap,
    { [name]: '.hidden' },
    'name',
  ),
  broken('Secret: a name with a colon', configuration.secret, { [name]: 'system:secret' }, 'name'),
  broken('Service: a name with a dot', networking.service, { [name]: 'shop.web' }, 'name'),
  broken('Service: a name of 64 letters', networking.service, { [name]: long(64) }, 'name'),
  broken('Namespace: a name with a dot', configuration.namespace, { [name]: 'shop.web' }, 'name'),
  broken(
    'Namespace: a name of 64 letters',
    configuration.namespace,
    { [name]: `b${long(63)}` },
    'name',
  ),
  broken('CronJob: a name of 53 letters', workloads.cronJob, { [name]: long(53) }, 'name'),
  broken('Job: a name of 64 letters', workloads.job, { [name]: long(64) }, 'name', {
    server: 'spec.template.labels',
  }),
  broken('StatefulSet: a name with a dot', workloads.statefulSet, { [name]: 'shop.web' }, 'name'),
  broken('ReplicaSet: a name in capitals', workloads.replicaSet, { [name]: 'SHOP' }, 'name'),
  broken('Role: a name with a slash', access.role, { [name]: 'shop/reader' }, 'name', {
    server: 'invalid resource name',
  }),
  broken(
    'ClusterRole: a name with a percent sign',
    access.clusterRole,
    { [name]: 'shop%2Freader' },
    'name',
    { server: 'invalid resource name' },
  ),
  broken(
    'ClusterRoleBinding: a name that is two dots',
    access.clusterRoleBinding,
    { [name]: '..' },
    'name',
    { server: 'invalid resource name' },
  ),
  broken(
    'ServiceAccount: a name with a colon',
    access.serviceAccount,
    { [name]: 'system:shop' },
    'name',
  ),
  broken(
    'StorageClass: a name in capitals',
    configuration.storageClass,
    { [name]: 'Fast' },
    'name',
  ),
  broken(
    'PersistentVolumeClaim: a name with a slash in it',
    configuration.volumeClaim,
    { [name]: 'a/b' },
    'name',
    { server: 'invalid resource name' },
  ),
  broken(
    'PriorityClass: a name of the system',
    policy.priorityClass,
    { [name]: 'system-shop' },
    'name',
  ),
  broken(
    'RuntimeClass: a name with an underscore',
    policy.runtimeClass,
    { [name]: 'run_sc' },
    'name',
  ),
  broken(
    'IngressClass: a name with a capital',
    networking.ingressClass,
    { [name]: 'Nginx' },
    'name',
  ),
  broken('LimitRange: a name with a comma', policy.limitRange, { [name]: 'a,b' }, 'name'),
  broken(
    'CustomResourceDefinition: a name that is not PLURAL.GROUP',
    admission.definition,
    { [name]: 'trinket.corpus.example.com' },
    'name',
  ),
  broken(
    'APIService: a name that is not VERSION.GROUP',
    admission.apiService,
    { [name]: 'corpus.example.com.v1' },
    'name',
  ),
  broken(
    'ConfigMap: a namespace in capitals',
    configuration.configMap,
    { 'metadata.namespace': 'Shop' },
    'name',
    { server: 'namespaces "Shop" not found' },
  ),
  onlyServer(
    'ConfigMap: a namespace that does not exist',
    configuration.configMap,
    { 'metadata.namespace': 'nowhere' },
    'cluster',
    { server: 'namespaces "nowhere" not found' },
  ),
];

/** Names within an object. */
export const innerNames = [
  broken(
    'Pod: a container name in capitals',
    workloads.pod,
    { [`${container}.name`]: 'Main' },
    'name',
  ),
  broken(
    'Pod: a container name with a dot',
    workloads.pod,
    { [`${container}.name`]: 'main.1' },
    'name',
  ),
  broken(
    'Pod: a volume name with an underscore',
    workloads.pod,
    { 'spec.volumes': [{ name: 'my_volume', emptyDir: {} }] },
    'name',
    { field: 'spec.volumes[0].name' },
  ),
  broken(
    'Pod: a port name of 16 letters',
    workloads.pod,
    { [`${container}.ports`]: [{ containerPort: 80, name: long(16) }] },
    'name',
    { field: `${container}.ports[0].name` },
  ),
  broken(
    'Pod: an env name with an equals sign',
    workloads.pod,
    { [`${container}.env`]: [{ name: 'A=B', value: 'c' }] },
    'name',
    { field: `${container}.env[0].name` },
  ),
  broken(
    'Service: a port name in capitals',
    networking.service,
    { 'spec.ports[0].name': 'HTTP' },
    'name',
  ),
  broken('ConfigMap: a key with a slash', configuration.configMap, { 'data["a/b"]': 'c' }, 'name', {
    server: 'data[a/b]',
  }),
  broken('ConfigMap: a key with a space', configuration.configMap, { 'data["a b"]': 'c' }, 'name', {
    server: 'data[a b]',
  }),
  broken(
    'ConfigMap: a key that begins with two dots',
    configuration.configMap,
    { 'data["...a"]': 'c' },
    'name',
    { server: 'data[...a]' },
  ),
  broken('Secret: a key of two dots', configuration.secret, { 'data[".."]': 'Yw==' }, 'name', {
    server: 'data[..]',
  }),
  broken(
    'Pod: a finalizer without a domain',
    workloads.pod,
    { 'metadata.finalizers': ['mine'] },
    'name',
    { field: 'metadata.finalizers[0]', server: 'metadata.finalizers' },
  ),
];
