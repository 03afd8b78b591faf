import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { pathOf } from '../../../src/schema/report.ts';
import { checkDefinition } from '../../../src/schema/rules/definitions.ts';
import type { ObjectRules } from '../../../src/schema/shape.ts';
import { fieldText } from './faults-of.ts';

// What the API server checks in its code, by definition.

const RULES: ObjectRules = {
  ...{ definition: null, fields: new Map(), values: null, required: [] },
  ...{ strict: false, fewest: null, most: null },
};

function faults(definition: string, value: JsonObject): readonly string[] {
  const found: string[] = [];
  checkDefinition(`io.k8s.${definition}`, value, RULES, null, (at, text) => {
    found.push(`${fieldText(pathOf(at))} ${text}`);
  });
  return found;
}

const template = (labels: JsonObject, spec: JsonObject = {}) => ({ metadata: { labels }, spec });
const selector = { matchLabels: { app: 'web' } };
const mount = { name: 'a', image: 'b', volumeMounts: [{ name: 'data', mountPath: '/d' }] };

test.each<[string, JsonObject, string]>([
  ['api.core.v1.Container', { name: 'Web', image: 'x' }, '.name must be a DNS label'],
  ['api.core.v1.Container', { name: 'web' }, '.image is missing.'],
  [
    'api.core.v1.ContainerPort',
    { containerPort: 65536 },
    '.containerPort is 65536, and must be from 1 to 65535.',
  ],
  [
    'api.core.v1.ServicePort',
    { port: 80, targetPort: 'a_b' },
    '.targetPort must be the name of a port',
  ],
  ['api.core.v1.ConfigMap', { data: { 'a/b': 'x' } }, '.data."a/b" must have a name'],
  ['api.core.v1.Probe', {}, ' needs one of exec, grpc, httpGet, tcpSocket.'],
  [
    'api.core.v1.Probe',
    { exec: {}, httpGet: {} },
    ' has exec and httpGet, and may have one of them.',
  ],
  [
    'api.apps.v1.DeploymentSpec',
    { selector, template: template({ app: 'other' }) },
    '.template.metadata.labels.app must be what the selector demands: "web".',
  ],
  [
    'api.apps.v1.DeploymentSpec',
    { selector: { matchLabels: {} }, template: template({ a: 'b' }) },
    '.selector selects nothing',
  ],
  [
    'api.apps.v1.DeploymentSpec',
    { selector, template: template({ app: 'web' }, { restartPolicy: 'Never' }) },
    '.template.spec.restartPolicy must be "Always" here.',
  ],
  [
    'api.batch.v1.JobSpec',
    { template: template({ a: 'b' }) },
    '.template.spec.restartPolicy is missing.',
  ],
  [
    'api.core.v1.Pod',
    { spec: { containers: [mount] } },
    '.spec.containers[0].volumeMounts[0].name is "data", and the pod has no such volume.',
  ],
  [
    'api.core.v1.ServiceSpec',
    { ports: [{ port: 1 }, { port: 2, name: 'b' }] },
    '.ports[0].name is missing',
  ],
  ['api.rbac.v1.PolicyRule', { verbs: ['get'], apiGroups: [''] }, '.resources is missing.'],
  ['api.networking.v1.IPBlock', { cidr: '10.0.0.1' }, '.cidr must be a range of IP addresses'],
  [
    'api.discovery.v1.EndpointSlice',
    { addressType: 'IPv4', endpoints: [{ addresses: ['::1'] }] },
    '.endpoints[0].addresses[0] must be an address of IPv4.',
  ],
  [
    'apimachinery.pkg.apis.meta.v1.LabelSelector',
    { matchExpressions: [{ key: 'a', operator: 'Is' }] },
    '.matchExpressions[0].operator must be one of In, NotIn, Exists, DoesNotExist.',
  ],
  [
    'apimachinery.pkg.apis.meta.v1.ObjectMeta',
    { annotations: { 'a b': 'x' } },
    '.annotations."a b" has a name that is no key',
  ],
  [
    'apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation',
    { openAPIV3Schema: { type: 'object', properties: { a: {} } } },
    '.openAPIV3Schema.properties.a.type is missing.',
  ],
])('%s %j', (definition, value, sentence) => {
  expect(faults(definition, value)).toEqual([expect.stringContaining(sentence)]);
});

test.each<[string, JsonObject]>([
  [
    'api.apps.v1.StatefulSetSpec',
    {
      selector,
      template: template({ app: 'web' }, { containers: [mount] }),
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    },
  ],
  ['api.rbac.v1.PolicyRule', { verbs: ['get'], nonResourceURLs: ['/metrics'] }],
  ['api.core.v1.ServiceSpec', { clusterIP: 'None' }],
])('nothing is wrong with %s %j', (definition, value) => {
  expect(faults(definition, value)).toEqual([]);
});
