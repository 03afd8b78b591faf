import { broken, unnamed } from '../entries.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as workloads from '../bases/workloads.ts';

/** Strings of a certain form. */
export const formats = [
  broken(
    'Secret: data that is no base64',
    configuration.secret,
    { 'data.key': 'not base64!' },
    'format',
    { server: unnamed },
  ),
  broken(
    'Secret: base64 with letters missing',
    configuration.secret,
    { 'data.key': 'dmFsdWU' },
    'format',
    { server: unnamed },
  ),
  broken('Secret: base64 for URLs', configuration.secret, { 'data.key': '_-__' }, 'format', {
    server: unnamed,
  }),
  broken('Secret: data that is a number', configuration.secret, { 'data.key': 12 }, 'type'),
  broken('Secret: data that is a list', configuration.secret, { 'data.key': [1, 2] }, 'type'),
  broken(
    'ConfigMap: binaryData that is no base64',
    configuration.configMap,
    { 'binaryData.logo': '***' },
    'format',
    { server: unnamed },
  ),
  broken(
    'ValidatingWebhookConfiguration: a caBundle that is no base64',
    admission.validatingWebhook,
    { 'webhooks[0].clientConfig.caBundle': '-----BEGIN' },
    'format',
    { server: unnamed },
  ),
  broken(
    'APIService: a caBundle that is no base64',
    admission.apiService,
    {
      'spec.insecureSkipTLSVerify': false,
      'spec.caBundle': '???',
    },
    'format',
    { field: 'spec.caBundle', server: unnamed },
  ),
  broken(
    'Lease: a date for a time',
    configuration.lease,
    { 'spec.renewTime': '2026-01-01' },
    'format',
    { server: unnamed },
  ),
  broken(
    'Lease: a time without a zone',
    configuration.lease,
    { 'spec.renewTime': '2026-01-01T00:00:00.000000' },
    'format',
    { server: unnamed },
  ),
  broken(
    'Lease: a time that is a number',
    configuration.lease,
    { 'spec.acquireTime': 1767225600 },
    'format',
    { server: unnamed },
  ),
  broken(
    'Pod: creationTimestamp as a word',
    workloads.pod,
    { 'metadata.creationTimestamp': 'yesterday' },
    'format',
    { server: unnamed },
  ),
  broken(
    'CronJob: a schedule of four fields',
    workloads.cronJob,
    { 'spec.schedule': '0 3 * *' },
    'format',
  ),
  broken(
    'CronJob: an unknown time zone',
    workloads.cronJob,
    { 'spec.timeZone': 'Mars/Olympus' },
    'format',
  ),
  broken(
    'NetworkPolicy: a cidr that is an address',
    networking.networkPolicy,
    { 'spec.ingress': [{ from: [{ ipBlock: { cidr: '192.0.2.1' } }] }] },
    'format',
    { field: 'spec.ingress[0].from[0].ipBlock.cidr' },
  ),
  broken(
    'Service: a cluster IP that is a name',
    networking.service,
    { 'spec.clusterIP': 'localhost' },
    'format',
    { server: 'spec.clusterIPs' },
  ),
  broken(
    'Service: an external IP that is none',
    networking.service,
    { 'spec.externalIPs': ['10.0.0'] },
    'format',
    { field: 'spec.externalIPs[0]' },
  ),
  broken(
    'EndpointSlice: an address that is a name',
    networking.endpointSlice,
    { 'endpoints[0].addresses': ['localhost'] },
    'format',
    { field: 'endpoints[0].addresses[0]' },
  ),
  broken(
    'Ingress: a host with a port',
    networking.ingress,
    { 'spec.rules[0].host': 'shop.example.com:443' },
    'format',
  ),
  broken(
    'Ingress: a path that is relative',
    networking.ingress,
    { 'spec.rules[0].http.paths[0].path': 'shop' },
    'format',
  ),
];
