/** Good manifests of admission and of APIs, to be broken. */

const rules = [
  { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] },
];

export const validatingWebhook = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: {},
  webhooks: [
    {
      name: 'pods.example.com',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      clientConfig: { service: { name: 'hook', namespace: 'default' } },
      rules,
    },
  ],
};

export const mutatingWebhook = { ...validatingWebhook, kind: 'MutatingWebhookConfiguration' };

export const admissionPolicy = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: {},
  spec: {
    matchConstraints: { resourceRules: rules },
    validations: [{ expression: 'object.metadata.name != "x"' }],
  },
};

export const apiService = {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: {},
  spec: {
    group: 'corpus.example.com',
    version: 'v1',
    groupPriorityMinimum: 100,
    versionPriority: 10,
    service: { name: 'api', namespace: 'default' },
    insecureSkipTLSVerify: true,
  },
};

/** The name of a definition has to be PLURAL.GROUP. */
export const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {},
  spec: {
    group: 'corpus.example.com',
    scope: 'Namespaced',
    names: { kind: 'Trinket', plural: 'trinkets', singular: 'trinket', listKind: 'TrinketList' },
    versions: [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
    ],
  },
};
