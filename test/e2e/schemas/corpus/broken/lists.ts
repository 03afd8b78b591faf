import { gadget } from '../bases/custom.ts';
import { broken, type BrokenEntry } from '../entries.ts';
import type { Base } from '../identity.ts';
import { keysOf } from '../places.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as workloads from '../bases/workloads.ts';

const container = 'spec.containers[0]';
const main = { name: 'main', image: 'a' };

/** Items of lists that have one identity. The second is wrong; the API server names the list. */
export const duplicates = [
  twice('Pod: two containers of one name', workloads.pod, 'spec.containers', [
    main,
    { name: 'main', image: 'b' },
  ]),
  twice('Pod: two volumes of one name', workloads.pod, 'spec.volumes', [
    { name: 'a', emptyDir: {} },
    { name: 'a', emptyDir: { medium: 'Memory' } },
  ]),
  twice('Pod: two env variables of one name', workloads.pod, `${container}.env`, [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
  ]),
  twice('Pod: two mounts at one path', workloads.pod, `${container}.volumeMounts`, [
    { name: 'a', mountPath: '/a' },
    { name: 'a', mountPath: '/a', readOnly: true },
  ]),
  twice('Pod: two equal container ports', workloads.pod, `${container}.ports`, [
    { containerPort: 80, name: 'a' },
    { containerPort: 80, name: 'b' },
  ]),
  twice('Pod: one host alias twice', workloads.pod, 'spec.hostAliases', [
    { ip: '192.0.2.1', hostnames: ['a'] },
    { ip: '192.0.2.1', hostnames: ['b'] },
  ]),
  twice('Service: two equal ports', networking.service, 'spec.ports', [
    { name: 'a', port: 80 },
    { name: 'b', port: 80 },
  ]),
  twice('Pod: one pull secret twice', workloads.pod, 'spec.imagePullSecrets', [
    { name: 'a' },
    { name: 'a' },
  ]),
  twice('ConfigMap: one finalizer twice', configuration.configMap, 'metadata.finalizers', [
    'example.com/a',
    'example.com/a',
  ]),
  twice('ConfigMap: one owner twice', configuration.configMap, 'metadata.ownerReferences', [
    { apiVersion: 'v1', kind: 'ConfigMap', uid: '1', name: 'x' },
    { apiVersion: 'v1', kind: 'ConfigMap', uid: '1', name: 'y' },
  ]),
  twice('Gadget: one tag twice', gadget, 'spec.tags', ['a', 'a']),
  twice('Gadget: two parts of one name', gadget, 'spec.parts', [
    { name: 'a' },
    { name: 'a', count: 2 },
  ]),
];

function twice(name: string, base: Base, list: string, items: readonly unknown[]): BrokenEntry {
  const server = `${keysOf(list).at(-1) ?? ''}: duplicate entries`;
  return broken(name, base, { [list]: items }, 'duplicate', { field: `${list}[1]`, server });
}

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
