/** Good manifests of the network, to be broken. */

export const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {},
  spec: { selector: { app: 'shop' }, ports: [{ port: 80 }] },
};

const backend = { service: { name: 'shop', port: { number: 80 } } };

export const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {},
  spec: {
    rules: [
      { host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
    ],
  },
};

export const ingressClass = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: {},
  spec: { controller: 'example.com/ingress' },
};

export const networkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {},
  spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
};

export const endpointSlice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {},
  addressType: 'IPv4',
  endpoints: [{ addresses: ['192.0.2.1'] }],
  ports: [{ name: 'http', port: 80 }],
};
