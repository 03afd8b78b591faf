import * as configuration from './bases/configuration.ts';
import { gadget } from './bases/custom.ts';
import * as networking from './bases/networking.ts';
import * as policy from './bases/policy.ts';
import * as workloads from './bases/workloads.ts';

const { cronJob, deployment, pod } = workloads;
const container = 'spec.containers[0]';
const env = { [`${container}.env`]: [{ name: 'A', value: '' }] };
const ports = { [`${container}.ports`]: [{ containerPort: 80 }] };
const volume = (source: object) => ({ 'spec.volumes': [{ name: 'v', ...source }] });
const rollingUpdate = 'spec.strategy.rollingUpdate';

/** Fields whose values have a form of their own. */
export const schedule = { title: 'schedule', base: cronJob, path: 'spec.schedule' };
export const timeZone = { title: 'zone', base: cronJob, path: 'spec.timeZone' };
export const cidr = {
  title: 'cidr',
  base: networking.networkPolicy,
  path: 'spec.ingress[0].from[0].ipBlock.cidr',
};
export const policyPort = {
  title: 'port',
  base: networking.networkPolicy,
  path: 'spec.ingress[0].ports[0].port',
};
export const externalAddress = {
  title: 'address',
  base: networking.service,
  path: 'spec.externalIPs[0]',
};
export const targetPort = {
  title: 'target',
  base: networking.service,
  path: 'spec.ports[0].targetPort',
};
export const portName = {
  title: 'port name',
  base: networking.service,
  path: 'spec.ports[0].name',
};
export const host = { title: 'host', base: networking.ingress, path: 'spec.rules[0].host' };
export const urlPath = {
  title: 'path',
  base: networking.ingress,
  path: 'spec.rules[0].http.paths[0].path',
};
export const surge = { title: 'surge', base: deployment, path: `${rollingUpdate}.maxSurge` };
export const minAvailable = {
  title: 'minimum',
  base: policy.disruptionBudget,
  path: 'spec.minAvailable',
};
export const gracePeriod = {
  title: 'grace',
  base: pod,
  path: 'spec.terminationGracePeriodSeconds',
};
export const user = { title: 'user', base: pod, path: 'spec.securityContext.runAsUser' };
export const variable = { title: 'env', base: pod, path: `${container}.env[0].name`, besides: env };
export const containerName = { title: 'container', base: pod, path: `${container}.name` };
export const volumeName = {
  title: 'volume',
  base: pod,
  path: 'spec.volumes[0].name',
  besides: volume({ emptyDir: {} }),
};
export const containerPortName = {
  title: 'container port',
  base: pod,
  path: `${container}.ports[0].name`,
  besides: ports,
};
export const hostPort = {
  title: 'host port',
  base: pod,
  path: `${container}.ports[0].hostPort`,
  besides: { [`${container}.ports`]: [{ containerPort: 65535 }] },
};
export const fileMode = {
  title: 'mode',
  base: pod,
  path: 'spec.volumes[0].secret.defaultMode',
  besides: volume({ secret: { secretName: 'a' } }),
};
export const probePort = {
  title: 'probe',
  base: pod,
  path: `${container}.livenessProbe.httpGet.port`,
};
export const cpu = { title: 'cpu', base: pod, path: `${container}.resources.limits.cpu` };
export const finalizer = {
  title: 'finalizer',
  base: configuration.configMap,
  path: 'metadata.finalizers[0]',
};
export const secretValue = { title: 'value', base: configuration.secret, path: 'data.key' };
export const renewTime = { title: 'time', base: configuration.lease, path: 'spec.renewTime' };
export const created = { title: 'created', base: pod, path: 'metadata.creationTimestamp' };
export const customTime = { title: 'since', base: gadget, path: 'spec.since' };
export const customDay = { title: 'day', base: gadget, path: 'spec.day' };
export const customAddress = { title: 'address', base: gadget, path: 'spec.address' };
export const customBytes = { title: 'blob', base: gadget, path: 'spec.blob' };
export const customUuid = { title: 'uuid', base: gadget, path: 'spec.unique' };
export const customLink = { title: 'link', base: gadget, path: 'spec.link' };
export const customWait = { title: 'wait', base: gadget, path: 'spec.wait' };
export const customAmount = { title: 'amount', base: gadget, path: 'spec.amount' };
export const customPort = { title: 'port', base: gadget, path: 'spec.port' };
export const customTemplate = { title: 'template', base: gadget, path: 'spec.template' };
