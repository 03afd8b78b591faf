import {
  type AlternativesTable,
  DNS_LABEL,
  type FieldTable,
  LABELS,
  NEEDED,
  PORT,
  PORT_OR_NAME,
} from './table.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ */
export const NETWORKING_FIELDS: FieldTable = {
  'api.core.v1.ServiceSpec': {
    selector: LABELS,
    clusterIP: { syntax: 'clusterAddress' },
    clusterIPs: { syntax: 'clusterAddress' },
    internalTrafficPolicy: { emptyIsWord: true },
    ipFamilyPolicy: { emptyIsWord: true },
    externalIPs: { syntax: 'address' },
    loadBalancerSourceRanges: { syntax: 'addressRange' },
    externalName: { syntax: 'dnsName' },
  },
  'api.core.v1.ServicePort': {
    port: PORT,
    targetPort: { range: [0, 65535], syntax: 'portName' },
    nodePort: { range: [0, 65535] },
    name: { syntax: 'dnsLabel' },
    appProtocol: { syntax: 'key', emptyIsWord: true },
  },
  'api.core.v1.ClientIPConfig': { timeoutSeconds: { range: [1, 86400] } },
  'api.core.v1.EndpointAddress': { ip: { needed: true, syntax: 'address' } },
  'api.core.v1.EndpointPort': { port: PORT },
  'api.networking.v1.Ingress': { spec: NEEDED },
  'api.networking.v1.IngressRule': { host: { syntax: 'host' } },
  'api.networking.v1.HTTPIngressRuleValue': { paths: NEEDED },
  'api.networking.v1.HTTPIngressPath': { path: { syntax: 'absolutePath' } },
  'api.networking.v1.IngressServiceBackend': { name: DNS_LABEL, port: NEEDED },
  'api.networking.v1.ServiceBackendPort': {
    number: { range: [0, 65535] },
    name: { syntax: 'portName' },
  },
  'api.networking.v1.IngressTLS': { hosts: { syntax: 'host' } },
  'api.networking.v1.IngressClass': { spec: NEEDED },
  'api.networking.v1.IngressClassSpec': { controller: { needed: true, syntax: 'domainPath' } },
  'api.networking.v1.NetworkPolicyPort': { port: PORT_OR_NAME, protocol: { emptyIsWord: true } },
  'api.networking.v1.IPBlock': {
    cidr: { needed: true, syntax: 'addressRange' },
    except: { syntax: 'addressRange' },
  },
  'api.discovery.v1.EndpointPort': { name: { syntax: 'dnsLabel' } },
  'api.discovery.v1.Endpoint': { addresses: NEEDED },
};

const BACKEND = { least: 1, most: 1, fields: ['resource', 'service'] };

export const NETWORKING_ALTERNATIVES: AlternativesTable = {
  'api.networking.v1.IngressBackend': BACKEND,
  'api.networking.v1.ServiceBackendPort': { least: 1, most: 1, fields: ['name', 'number'] },
};
